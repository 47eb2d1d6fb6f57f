/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.List;
import java.util.function.UnaryOperator;

/** Writes which settings cannot be used. Stateless. */
final class FaultText {

  private static final int MOST_LINES = 8;
  private static final int LINE_CHARS = 200;

  private FaultText() {}

  /**
   * Returns a line for each fault, and how many more there are; empty without faults.
   *
   * @param faults one line each, without secrets
   * @param escaped makes a raw line safe where it is shown
   * @param lineBreak ends all lines but the last
   */
  static String lines(List<String> faults, UnaryOperator<String> escaped, String lineBreak) {
    StringBuilder text = new StringBuilder();
    int named = faults.size() > MOST_LINES ? MOST_LINES - 1 : faults.size();
    for (String fault : faults.subList(0, named)) {
      text.append(text.length() == 0 ? "" : lineBreak);
      text.append(LossText.ICON).append(escaped.apply(Texts.cut(fault, LINE_CHARS)));
    }
    if (named < faults.size()) {
      int more = faults.size() - named;
      text.append(lineBreak)
          .append(LossText.ICON)
          .append(more)
          .append(" more settings cannot be used");
    }
    return text.toString();
  }
}
