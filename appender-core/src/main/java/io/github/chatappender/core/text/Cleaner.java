/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.text;

/**
 * Removes chars that readers do not want and parsers disagree on: control characters, terminal
 * control sequences, directional marks, unpaired surrogates. Stateless; linear in the length of the
 * text.
 */
public final class Cleaner {

  private static final char ESCAPE = '\u001B';
  private static final char BELL = '\u0007';

  private Cleaner() {}

  /**
   * Returns the text without these chars.
   *
   * @param severalLines whether new lines and tabs stay; else each becomes a space
   */
  public static String clean(String raw, boolean severalLines) {
    StringBuilder out = new StringBuilder(raw.length());
    clean(raw, severalLines, out);
    return out.toString();
  }

  private static void clean(String raw, boolean severalLines, StringBuilder out) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == ESCAPE) {
        i = endOfSequence(raw, i);
      } else if (c == '\n' || c == '\u2028' || c == '\u2029' || isLoneReturn(raw, i)) {
        out.append(severalLines ? '\n' : ' ');
      } else if (c == '\t') {
        out.append(severalLines ? '\t' : ' ');
      } else if (Character.isHighSurrogate(c)) {
        if (i + 1 < raw.length() && Character.isLowSurrogate(raw.charAt(i + 1))) {
          out.append(c).append(raw.charAt(++i));
        }
      } else if (!Character.isLowSurrogate(c) && !Character.isISOControl(c) && !isBidi(c)) {
        out.append(c);
      }
    }
  }

  private static boolean isLoneReturn(String text, int i) {
    return text.charAt(i) == '\r' && Chars.at(text, i + 1) != '\n';
  }

  private static boolean isBidi(char c) {
    return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  }

  /** Returns the last index of the sequence (ECMA-48) that begins at an escape character. */
  private static int endOfSequence(String text, int start) {
    switch (Chars.at(text, start + 1)) {
      case '[':
        return endOfControlSequence(text, start + 2);
      case ']':
        return endOfCommand(text, start + 2);
      case '(':
      case ')':
        return Math.min(text.length() - 1, start + 2);
      default:
        return start;
    }
  }

  /** Returns the last index of a control sequence, such as a change of color. */
  private static int endOfControlSequence(String text, int from) {
    int i = Chars.runEnd(text, from, c -> c >= 0x20 && c <= 0x3F);
    int last = Chars.at(text, i);
    return last >= 0x40 && last <= 0x7E ? i : i - 1;
  }

  /** Returns the last index of a link or a title; of an unclosed one, only the start is removed. */
  private static int endOfCommand(String text, int from) {
    int i = Chars.runEnd(text, from, c -> c != ESCAPE && c != BELL && !Chars.lineEnd(c));
    if (Chars.at(text, i) == BELL) {
      return i;
    }
    return Chars.at(text, i) == ESCAPE && Chars.at(text, i + 1) == '\\' ? i + 1 : from - 1;
  }
}
