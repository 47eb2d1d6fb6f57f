/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;

/** Writes a cause chain, root cause first, within a number of lines. Stateless. */
final class StackText {

  private static final int LINE_CHARS = 160;

  private StackText() {}

  /**
   * Returns the lines, escaped for a fenced block.
   *
   * @param chain the logged exception first, the root last
   * @param maxLines how many lines there may be, at least 1
   */
  static List<String> lines(List<ThrowableInfo> chain, int maxLines) {
    int last = chain.size() - 1;
    ThrowableInfo root = chain.get(last);
    List<String> lines = new ArrayList<>();
    lines.add(line(root.toString()));
    int wrapperLines = Math.min(last, Math.max(0, maxLines - 2));
    addFrames(root, maxLines - 1 - wrapperLines, lines);
    for (int i = last - 1; i >= last - wrapperLines; i--) {
      lines.add(line("wrapped by " + chain.get(i)));
    }
    return lines.subList(0, Math.min(lines.size(), maxLines));
  }

  private static void addFrames(ThrowableInfo root, int maxLines, List<String> lines) {
    int all = root.frames().size() + root.omittedFrames();
    int shown = all <= maxLines ? root.frames().size() : Math.max(0, maxLines - 1);
    for (StackTraceElement frame : root.frames().subList(0, shown)) {
      lines.add(line("  at " + frame(frame)));
    }
    if (all > shown && shown < maxLines) {
      lines.add("  … " + (all - shown) + " more frames");
    }
  }

  private static String frame(StackTraceElement frame) {
    String source = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
    String place = frame.getLineNumber() < 0 ? source : source + ":" + frame.getLineNumber();
    return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
  }

  private static String line(String raw) {
    return Texts.cut(Escaper.fenced(Escaper.clean(raw, false)), LINE_CHARS);
  }
}
