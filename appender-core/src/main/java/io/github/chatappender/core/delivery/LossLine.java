/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.model.Diagnostics;

/** Shows the line about events that an end leaves behind. */
final class LossLine {

  private LossLine() {}

  /** Shows how many events an end leaves behind, but for those that a line has named before. */
  static void show(
      long lost, String when, String cause, Progress progress, Diagnostics diagnostics) {
    long more = progress.notShownOf(lost);
    if (more > 0) {
      diagnostics.alert(of(more, when, cause));
    }
  }

  private static String of(long count, String when, String cause) {
    return count
        + (count == 1 ? " event was" : " events were")
        + " not posted "
        + when
        + (cause.isEmpty() ? ": there was no time left, raise shutdownTimeout" : ": " + cause);
  }
}
