/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rest of a message below its notice: events lost since the last message, and unusable
 * settings. Immutable.
 */
public final class Footer {

  private static final String ICON = "⚠️ ";
  private static final int MOST_FAULTS = 8;
  private static final int FAULT_CHARS = 200;

  private final Map<DropReason, Long> losses;
  private final @Nullable String busiestLogger;
  private final List<String> faults;

  /**
   * Creates a footer.
   *
   * @param losses the number of lost events by reason
   * @param busiestLogger the logger that lost most of them, null if unknown
   * @param faults one line for each unusable setting, without secrets
   */
  public Footer(Map<DropReason, Long> losses, @Nullable String busiestLogger, List<String> faults) {
    this.losses = Map.copyOf(losses);
    this.busiestLogger = busiestLogger;
    this.faults = List.copyOf(faults);
  }

  /** Returns the line about lost events; empty if there are none. */
  String losses() {
    String words = words();
    return words.isEmpty() ? "" : ICON + words;
  }

  /** Returns the line about lost events for a message without other content. */
  String lossesAlone(String speaker) {
    return ICON + speaker + " — " + words();
  }

  private String words() {
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
        + (busiestLogger == null ? "" : ", mostly from " + shownLogger(busiestLogger));
  }

  private static String shownLogger(String name) {
    return "`" + Escaper.inlineCode(Escaper.name(Texts.abbreviated(name))) + "`";
  }

  /**
   * Returns a line for each fault, and how many more there are; empty without faults.
   *
   * @param escaped makes a raw line safe for its field
   * @param lineBreak ends all lines but the last
   */
  String faults(UnaryOperator<String> escaped, String lineBreak) {
    StringBuilder text = new StringBuilder();
    int named = faults.size() > MOST_FAULTS ? MOST_FAULTS - 1 : faults.size();
    for (String fault : faults.subList(0, named)) {
      text.append(text.length() == 0 ? "" : lineBreak);
      text.append(ICON).append(escaped.apply(Texts.ellipsed(fault, FAULT_CHARS)));
    }
    if (named < faults.size()) {
      int more = faults.size() - named;
      text.append(lineBreak).append(ICON).append(more).append(" more settings are invalid");
    }
    return text.toString();
  }
}
