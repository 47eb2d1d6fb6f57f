/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.DropReason;

/** Knows whose news a message tells, and hears what became of it. For the delivery thread. */
public interface NewsSource {

  /**
   * Hands the first parts of a notice over to a message.
   *
   * @param notice a notice of this source since which nothing was taken
   * @param count how many of its parts the message tells
   */
  void taken(Notice notice, int count);

  /**
   * Settles a message that was delivered.
   *
   * @param told what it told
   */
  void delivered(Notice told);

  /**
   * Takes back the parts of a message that is given up, where they have an incident to go back to.
   *
   * @param untold what the message would have told
   * @return how many events are lost all the same
   */
  long dissolved(Notice untold);

  /**
   * Settles a message whose events are lost.
   *
   * @param lost what the message would have told
   * @param reason why
   */
  void lost(Notice lost, DropReason reason);
}
