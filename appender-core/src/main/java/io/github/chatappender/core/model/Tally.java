/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import org.jspecify.annotations.Nullable;

/**
 * Counts events where they happen; the delivery thread takes the differences. Any thread may count,
 * only the delivery thread may take.
 */
public interface Tally {

  /**
   * Takes the events counted since the last call.
   *
   * @return a count, 0 if there are none
   */
  long take();

  /**
   * Returns whether there are events to take.
   *
   * @return true if {@link #take} would return more than 0
   */
  boolean hasCounted();

  /**
   * Returns when the last event was counted.
   *
   * @return milliseconds since 1970-01-01T00:00Z
   */
  long lastMillis();

  /**
   * Returns the logger of its events.
   *
   * @return a logger's name
   */
  String logger();

  /**
   * Returns the text of its statement, or of the first event if it has no arguments.
   *
   * @return the text, not redacted; null if events with any text are counted
   */
  @Nullable String text();

  /**
   * Returns how many events were counted.
   *
   * @return a count, 0 if the tally counts no more
   */
  long total();

  /**
   * Requests a sample with the next event, unless the latest is less than a second old. Take the
   * earlier counts after this call, so that no event is counted without a sample.
   *
   * @param nowMillis the time
   * @return whether the next event sends a sample
   */
  boolean hearNext(long nowMillis);

  /**
   * Requests a sample with the next event, because the problem of the counts is no longer known.
   */
  void sampleNext();

  /**
   * Records whether the frames alone decide which problem events with this exception belong to, or
   * the text as well.
   *
   * @param framesAlone whether all events with these frames belong to one problem
   * @return the tally that counts all of them from now on, possibly this; null if the text decides
   *     or there is no room
   */
  @Nullable Tally decide(boolean framesAlone);
}
