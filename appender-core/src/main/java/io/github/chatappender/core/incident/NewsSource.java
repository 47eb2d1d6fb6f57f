/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.DropReason;

/** Owns the news that a message shows, and settles it. For the delivery thread. */
public interface NewsSource {

  /**
   * Hands the first parts of a notice over to a message.
   *
   * @param notice a notice of this source since which nothing was taken
   * @param count how many of its parts the message shows
   */
  void taken(Notice notice, int count);

  /** Settles a message that was delivered. */
  void delivered(Notice notice);

  /**
   * Takes back the parts of a message that is given up, where they have an incident to go back to.
   *
   * @return how many events are lost
   */
  long dissolved(Notice notice);

  /** Settles a message whose events are lost. */
  void lost(Notice notice, DropReason reason);
}
