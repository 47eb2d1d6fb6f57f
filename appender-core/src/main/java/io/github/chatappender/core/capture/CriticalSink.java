/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.LogEntry;

/** Takes critical events on the logging thread, and keeps them safe before it returns. */
public interface CriticalSink {

  /**
   * Returns whether another event would be taken, unless others come first.
   *
   * @return false if the bound is reached
   */
  boolean hasRoom();

  /**
   * Returns whether all further events are refused.
   *
   * @return true after the end
   */
  boolean isClosed();

  /**
   * Takes an event, and counts it as accepted if there is room.
   *
   * @param entry the copied event
   * @return false if there is no room, or all further events are refused
   */
  boolean take(LogEntry entry);
}
