/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.LogEntry;

/** Takes critical events on the logging thread, and keeps them safe before it returns. */
public interface CriticalSink {

  /**
   * Tells whether another event would be taken, unless others come first.
   *
   * @return false if the bound is reached
   */
  boolean hasRoom();

  /**
   * Tells whether no event is taken any more.
   *
   * @return true after the end
   */
  boolean isClosed();

  /**
   * Takes an event; one that is taken is counted as accepted.
   *
   * @param entry the copied event
   * @return false if there is no room, or no event is taken any more
   */
  boolean take(LogEntry entry);
}
