/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes how many events were not shown, and why. Stateless. */
final class LossText {

  static final String ICON = "⚠️ ";

  private LossText() {}

  /** Returns one line, empty if nothing was lost. */
  static String line(Footer footer) {
    String words = words(footer.losses, footer.busiestLogger);
    return words.isEmpty() ? "" : ICON + words;
  }

  /** Returns the line of a message that has no other. */
  static String alone(String speaker, Footer footer) {
    return ICON + speaker + " — " + words(footer.losses, footer.busiestLogger);
  }

  private static String words(Map<DropReason, Long> losses, @Nullable String logger) {
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
        + String.join(", ", reasons)
        + (logger == null ? "" : ", mostly from " + logger(logger));
  }

  private static String logger(String name) {
    return "`" + Escaper.inlineCode(Escaper.name(Texts.abbreviated(name))) + "`";
  }
}
