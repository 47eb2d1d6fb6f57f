/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import org.jspecify.annotations.Nullable;

/** A request in flight. Thread-safe. */
public interface Exchange {

  /**
   * Returns the answer, if the request has ended.
   *
   * @return the answer, null while the request is in flight
   */
  @Nullable Answer poll();

  /** Gives the request up and ignores its result, unless it has ended. Never blocks or throws. */
  default void cancel() {}

  /**
   * Returns an exchange that has already ended.
   *
   * @return the exchange, which needs no cancelling
   */
  static Exchange ended(Answer answer) {
    return () -> answer;
  }
}
