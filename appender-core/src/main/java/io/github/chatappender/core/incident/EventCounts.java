/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import java.util.concurrent.TimeUnit;

/**
 * Counts the events of an incident that this sender has seen, and remembers when the first and the
 * last came. Times are ticks, and milliseconds since 1970-01-01T00:00Z where so named. Used only by
 * the delivery thread.
 */
final class EventCounts {

  final long firstMillis;
  final long firstAt;
  private long lastMillis;
  private long lastAt;

  /** When this sender last counted an event; {@link #lastAt} may be later in a fleet. */
  private long lastOwnAt;

  private long total;
  private long pending;

  EventCounts(long firstMillis, long firstAt) {
    this.firstMillis = firstMillis;
    this.firstAt = firstAt;
    this.lastMillis = firstMillis;
    this.lastAt = firstAt;
    this.lastOwnAt = firstAt;
  }

  /** Counts events of this sender; those of a fleet may be known to be later. */
  void count(long events, long millis, long at) {
    boolean later = lastAt == lastOwnAt || at - lastAt > 0;
    lastMillis = Math.max(lastMillis, millis);
    total += events;
    pending += events;
    lastOwnAt = at;
    lastAt = later ? at : lastAt;
  }

  /** Notes that another sender has seen an event; returns the tick, never before the last one. */
  long seenElsewhere(long at) {
    long later = at - lastAt > 0 ? at : lastAt;
    lastMillis += TimeUnit.NANOSECONDS.toMillis(later - lastAt);
    lastAt = later;
    return later;
  }

  /** Returns how many events there have been, reported or not. */
  long total() {
    return total;
  }

  /** Returns how many events are in no message. */
  long pending() {
    return pending;
  }

  /** Returns how many events are reported, or in a message under way. */
  long taken() {
    return total - pending;
  }

  void take(long events) {
    pending -= events;
  }

  void takeBack(long events) {
    pending += events;
  }

  /** Takes events until as many are taken; returns how many those are. */
  long takeUpTo(long all) {
    long events = Math.max(0, Math.min(pending, all - taken()));
    take(events);
    return events;
  }

  long lastAt() {
    return lastAt;
  }

  long lastOwnAt() {
    return lastOwnAt;
  }

  long lastMillis() {
    return lastMillis;
  }

  /** Returns the tick of an event by the clock, but never before the last event or after now. */
  long tickOf(long millis, long wallMillis, long now) {
    long ago = TimeUnit.MILLISECONDS.toNanos(Math.max(0, wallMillis - millis));
    return now - Math.min(ago, now - lastAt);
  }
}
