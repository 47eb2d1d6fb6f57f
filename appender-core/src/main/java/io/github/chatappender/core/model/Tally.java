/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import org.jspecify.annotations.Nullable;

/**
 * Counts events where they happen; the delivery thread takes the differences. Counting is for any
 * thread, taking for the delivery thread alone.
 */
public interface Tally {

  /**
   * Takes the events that were counted since the last time.
   *
   * @return a count, 0 if there are none
   */
  long take();

  /**
   * Tells whether there is something to take.
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
   * Asks for a sample with the next event, unless the latest is less than a second old. What was
   * counted before the call is to be taken after it: then nothing is counted unheard.
   *
   * @param nowMillis the time
   * @return whether the next event sends one
   */
  boolean hearNext(long nowMillis);

  /** Asks for a sample with the next event: nobody knows any more where the counts belong. */
  void sampleNext();

  /**
   * Notes what decides which problem events with this one's exception belong to: the frames alone,
   * or the text as well.
   *
   * @param framesAlone whether all events with these frames belong to one problem
   * @return what counts all of them from now on, possibly this; null if the text decides or there
   *     is no place for it
   */
  @Nullable Tally decide(boolean framesAlone);
}
