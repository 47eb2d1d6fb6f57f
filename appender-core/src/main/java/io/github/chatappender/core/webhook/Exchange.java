/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import org.jspecify.annotations.Nullable;

/** Stands for a request under way. Thread-safe. */
public interface Exchange {

  /**
   * Looks whether the request has come to its end.
   *
   * @return the answer, null while the request is under way
   */
  @Nullable Answer poll();

  /**
   * Gives the request up; what it still does is nobody's business any more. Never blocks or throws.
   */
  void cancel();

  /**
   * Returns an exchange that has ended before it began.
   *
   * @return the exchange; there is nothing to cancel
   */
  static Exchange ended(Answer answer) {
    return new Exchange() {
      @Override
      public Answer poll() {
        return answer;
      }

      @Override
      public void cancel() {
        // nothing is under way
      }
    };
  }
}
