/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

/** Is told that there is something to deliver. Implementations are thread-safe. */
public interface Waker {

  /** Makes sure that somebody looks soon. Must not block or throw. */
  void wake();
}
