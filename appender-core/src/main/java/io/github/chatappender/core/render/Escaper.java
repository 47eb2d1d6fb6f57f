/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/**
 * Makes log text harmless: it cannot mention people, forge a link, format, or leave its code block.
 * The one place that does so. Stateless; linear in the length of the text.
 *
 * <p>Neither of the service's two syntaxes has an escape character, so that marks are kept apart by
 * a zero-width space (U+200B). Source: Google's "Format messages" for Chat.
 */
final class Escaper {

  private static final char ZERO_WIDTH_SPACE = '\u200B';

  /** Looks like a backquote and means nothing (modifier letter grave accent). */
  private static final char FALSE_BACKQUOTE = '\u02CB';

  private static final char ESCAPE = '\u001B';

  private Escaper() {}

  /** Escapes text of several lines that stands outside of code. */
  static String text(String raw) {
    return outsideCode(clean(raw, true));
  }

  /** Escapes text that stands outside of code and must stay one line. */
  static String line(String raw) {
    return outsideCode(clean(raw, false));
  }

  /** Escapes text that stands between two backquotes. */
  static String inlineCode(String raw) {
    String text = clean(raw, false).replace('`', FALSE_BACKQUOTE);
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
      if (opensSomething(text, i) || isLinkJoint(text, i)) {
        out.append(ZERO_WIDTH_SPACE);
      }
    }
    return out.toString();
  }

  /** Escapes text that stands in a fenced block; the block must be opened and closed around it. */
  static String fenced(String raw) {
    String text = clean(raw, true);
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c);
      if (opensSomething(text, i) || c == '`') {
        out.append(ZERO_WIDTH_SPACE);
      }
    }
    return out.toString();
  }

  /** Returns the text without anything that may upset a reader or a parser. */
  static String clean(String raw, boolean severalLines) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == ESCAPE) {
        i = endOfAnsiSequence(raw, i);
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
    return out.toString();
  }

  private static String outsideCode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    boolean lineStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (formats(text, i) || (lineStart && (c == '#' || c == '>'))) {
        out.append(ZERO_WIDTH_SPACE);
      }
      out.append(c == '`' ? FALSE_BACKQUOTE : c);
      if (opensSomething(text, i) || isLinkJoint(text, i)) {
        out.append(ZERO_WIDTH_SPACE);
      }
      lineStart = c == '\n' || (lineStart && (c == ' ' || c == '\t'));
    }
    return out.toString();
  }

  /** Tells whether a mark would make text bold, italic or struck through. */
  private static boolean formats(String text, int i) {
    char c = text.charAt(i);
    if (c != '*' && c != '_' && c != '~') {
      return false;
    }
    boolean insideWord =
        i > 0
            && i + 1 < text.length()
            && Character.isLetterOrDigit(text.charAt(i - 1))
            && Character.isLetterOrDigit(text.charAt(i + 1));
    return c != '_' || !insideWord;
  }

  /** Tells whether {@code <} begins a mention, a custom emoji or a link. */
  private static boolean opensSomething(String text, int i) {
    if (text.charAt(i) != '<') {
      return false;
    }
    int end = i + 1;
    while (end < text.length() && end - i <= 32 && isNameChar(text.charAt(end))) {
      end++;
    }
    return end < text.length() && (text.charAt(end) == '/' || text.charAt(end) == ':');
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '.'
        || c == '-';
  }

  /** Tells whether a Markdown link joins here: {@code [text](address)}. */
  private static boolean isLinkJoint(String text, int i) {
    return text.charAt(i) == ']' && i + 1 < text.length() && text.charAt(i + 1) == '(';
  }

  private static boolean isLoneReturn(String text, int i) {
    return text.charAt(i) == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
  }

  private static boolean isBidi(char c) {
    return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  }

  /**
   * Returns the last index of the control sequence (ECMA-48) that begins at an escape character.
   */
  private static int endOfAnsiSequence(String text, int start) {
    if (start + 1 >= text.length() || text.charAt(start + 1) != '[') {
      return start;
    }
    int i = start + 2;
    while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) <= 0x3F) {
      i++;
    }
    return i < text.length() && text.charAt(i) >= 0x40 && text.charAt(i) <= 0x7E ? i : i - 1;
  }
}
