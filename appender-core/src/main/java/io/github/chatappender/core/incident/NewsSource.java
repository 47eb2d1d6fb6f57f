/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.DropReason;

/** Owns the news that a message shows, and settles it. For the delivery thread. */
public interface NewsSource {

  /**
   * Returns whether a message of this source is tried until it is delivered. Others are dissolved
   * or dropped when the attempts are used up, the webhook fails or the sender closes.
   *
   * @return true for critical entries
   */
  boolean keepsTrying();

  /**
   * Moves the first parts of a notice to a message.
   *
   * @param notice a notice of this source, with nothing taken since
   * @param count how many of its parts the message shows
   */
  void taken(Notice notice, int count);

  /** Settles a message that was delivered. */
  void delivered(Notice notice);

  /**
   * Takes back the events of a message that was given up.
   *
   * @return false if they have no place to return to
   */
  default boolean takeBack(Notice notice) {
    return false;
  }

  /** Returns the problems of a notice that are shared with a fleet. */
  default FleetBatch shared(Notice notice, long now) {
    return FleetBatch.EMPTY;
  }

  /** Settles a message whose events are lost. */
  void lost(Notice notice, DropReason reason);
}
