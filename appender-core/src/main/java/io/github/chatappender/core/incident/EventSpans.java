/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Counts the events of an active period in at most 12 spans of equal length, which grow with the
 * period: from 5 s to 320 s, so that 12 of the longest cover two of the longest update intervals.
 * Times are ticks. Used only by the delivery thread.
 */
final class EventSpans {

  private static final int MOST = 12;
  private static final long SHORTEST = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST = 64 * SHORTEST;

  private final long[] counts;
  private long start;
  private long length;

  EventSpans(long start) {
    this(new long[MOST], start, SHORTEST);
  }

  private EventSpans(long[] counts, long start, long length) {
    this.counts = counts;
    this.start = start;
    this.length = length;
  }

  /** Counts events at a tick; one before the oldest span counts for that span. */
  void add(long events, long at) {
    counts[reach(at)] += events;
  }

  /**
   * Returns the numbers of events, the oldest first. Leaves out a span that has only begun, unless
   * it already has more events than the one before: its low number would look like an end.
   */
  List<Long> until(long now) {
    EventSpans copy = new EventSpans(counts.clone(), start, length);
    int last = copy.reach(now);
    boolean begun = now - copy.start - last * copy.length < copy.length / 2;
    if (last > 0 && begun && copy.counts[last] <= copy.counts[last - 1]) {
      last--;
    }
    List<Long> shown = new ArrayList<>(last + 1);
    for (int i = 0; i <= last; i++) {
      shown.add(copy.counts[i]);
    }
    return List.copyOf(shown);
  }

  /** Makes room for a tick; returns the index of its span. */
  private int reach(long at) {
    while (at - start >= MOST * length) {
      if (length < LONGEST) {
        merge();
      } else {
        drop((at - start) / length - MOST + 1);
      }
    }
    return (int) Math.max(0, (at - start) / length);
  }

  private void merge() {
    for (int i = 0; i < MOST; i++) {
      counts[i] = 2 * i < MOST ? counts[2 * i] + counts[2 * i + 1] : 0;
    }
    length *= 2;
  }

  private void drop(long spans) {
    int dropped = (int) Math.min(MOST, spans);
    System.arraycopy(counts, dropped, counts, 0, MOST - dropped);
    Arrays.fill(counts, MOST - dropped, MOST, 0);
    start += spans * length;
  }
}
