/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes how many events were not shown, and why. Stateless. */
final class LossText {

  private static final String ICON = "⚠️ ";
  private static final int LOGGER_CHARS = 60;

  private LossText() {}

  /** Returns one line, empty if nothing was lost. */
  static String line(Map<DropReason, Loss> losses) {
    String words = words(losses);
    return words.isEmpty() ? "" : ICON + words;
  }

  /** Returns the line of a message that tells nothing else; it names who speaks. */
  static String alone(String speaker, Map<DropReason, Loss> losses) {
    return ICON + speaker + " — " + words(losses);
  }

  private static String logger(Loss loss) {
    String logger = loss.logger();
    if (logger == null) {
      return "";
    }
    String label = loss.count() == 1 ? " (logger " : " (busiest logger ";
    return label + Escaper.line(Texts.cut(Texts.abbreviated(logger), LOGGER_CHARS)) + ")";
  }

  private static String words(Map<DropReason, Loss> losses) {
    long total = losses.values().stream().mapToLong(Loss::count).sum();
    if (total == 0) {
      return "";
    }
    List<String> reasons = new ArrayList<>();
    for (DropReason reason : DropReason.values()) {
      Loss loss = losses.get(reason);
      if (loss != null && loss.count() > 0) {
        String times = loss.count() == total ? "" : " ×" + NewsText.number(loss.count());
        reasons.add(reason.words() + times + logger(loss));
      }
    }
    return NewsText.number(total)
        + (total == 1 ? " event" : " events")
        + " not shown: "
        + String.join(", ", reasons);
  }
}
