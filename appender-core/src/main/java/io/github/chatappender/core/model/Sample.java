/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import org.jspecify.annotations.Nullable;

/**
 * Carries an entry to the delivery thread, for a tally that counts it and others like it, or by
 * itself. Immutable.
 */
public final class Sample {

  private static final long[] NONE = {};

  /** The entry. */
  public final LogEntry entry;

  /** How many events the sample represents if it has no tally. */
  public final long events;

  /**
   * The tally that counts the event and others like it, null if the sample counts as one event by
   * itself.
   */
  public final @Nullable Tally tally;

  /**
   * The numbers of the event's exceptions, where the same number means the same object: the logged
   * exception's, then those of its causes that were logged before; empty without an exception. Not
   * to be changed.
   */
  public final long[] throwables;

  /** How the event is kept: null unless the event is critical. */
  public final @Nullable CriticalDetails kept;

  /**
   * Creates a sample.
   *
   * @param entry the copied event
   * @param tally counts the event, null if the sample counts as one event by itself
   * @param throwables the numbers of its exceptions, not copied
   */
  public Sample(LogEntry entry, @Nullable Tally tally, long... throwables) {
    this(entry, 1, tally, throwables, null);
  }

  private Sample(
      LogEntry entry,
      long events,
      @Nullable Tally tally,
      long[] throwables,
      @Nullable CriticalDetails kept) {
    this.entry = entry;
    this.events = events;
    this.tally = tally;
    this.throwables = throwables;
    this.kept = kept;
  }

  /** Wraps an entry of a critical event. */
  public static Sample critical(LogEntry entry, CriticalDetails kept) {
    return new Sample(entry, 1, null, NONE, kept);
  }

  /** Returns a sample of the same events with another entry. */
  public Sample with(LogEntry other) {
    return other == entry ? this : new Sample(other, events, tally, throwables, kept);
  }

  /** Returns a sample that counts that many events by itself: its tally no longer counts. */
  public Sample counting(long count) {
    return new Sample(entry, count, null, throwables, kept);
  }
}
