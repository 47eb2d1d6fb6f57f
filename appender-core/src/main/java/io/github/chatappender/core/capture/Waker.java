/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

/** Is told that there is something to deliver. Implementations are thread-safe. */
public interface Waker {

  /** Makes sure that somebody looks soon. Must not block. */
  void wake();

  /** Makes sure that somebody looks at once. Must not block. */
  default void wakeNow() {
    wake();
  }
}
