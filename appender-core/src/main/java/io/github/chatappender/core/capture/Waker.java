/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

/** Receives wake-ups when there is something to deliver. Implementations are thread-safe. */
public interface Waker {

  /** Makes sure that delivery looks soon. Must not block. */
  void wake();

  /** Makes sure that delivery looks at once. Must not block. */
  default void wakeNow() {
    wake();
  }
}
