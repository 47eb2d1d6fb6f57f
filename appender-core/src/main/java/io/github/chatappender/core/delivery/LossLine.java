/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

/** Words the line about events that an end leaves behind. */
final class LossLine {

  private LossLine() {}

  static String of(long count, String when, String cause) {
    return count
        + (count == 1 ? " event was" : " events were")
        + " not posted "
        + when
        + (cause.isEmpty() ? ": there was no time left, raise shutdownTimeout" : ": " + cause);
  }
}
