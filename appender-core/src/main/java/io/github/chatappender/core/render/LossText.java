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

  private static final String ICON = "⚠️ ";

  private LossText() {}

  /** Returns one line, empty if nothing was lost. */
  static String line(Map<DropReason, Long> losses) {
    String words = words(losses);
    return words.isEmpty() ? "" : ICON + words;
  }

  /** Returns the line of a message that tells nothing else; it names who speaks. */
  static String alone(String speaker, Map<DropReason, Long> losses) {
    return ICON + speaker + " — " + words(losses);
  }

  private static String words(Map<DropReason, Long> losses) {
    long total = losses.values().stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      return "";
    }
    List<String> reasons = new ArrayList<>();
    for (DropReason reason : DropReason.values()) {
      long count = losses.getOrDefault(reason, 0L);
      if (count == total) {
        reasons.add(reason.words());
      } else if (count > 0) {
        reasons.add(reason.words() + " ×" + NewsText.number(count));
      }
    }
    return NewsText.number(total)
        + (total == 1 ? " event" : " events")
        + " not shown: "
        + String.join(", ", reasons);
  }
}
