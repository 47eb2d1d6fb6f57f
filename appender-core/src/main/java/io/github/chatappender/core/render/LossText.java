/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes how many events were not shown, and why. Stateless. */
final class LossText {

  private LossText() {}

  /** Returns one line, empty if nothing was lost. */
  static String line(Map<DropReason, Long> losses) {
    long total = losses.values().stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      return "";
    }
    List<String> reasons = new ArrayList<>();
    losses.forEach(
        (reason, count) -> {
          if (count == total) {
            reasons.add(reason.words());
          } else if (count > 0) {
            reasons.add(count + " " + reason.words());
          }
        });
    return "⚠️ "
        + total
        + (total == 1 ? " event" : " events")
        + " not shown: "
        + String.join(", ", reasons);
  }
}
