/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.text.Chars;
import io.github.chatappender.core.text.Cleaner;
import io.github.chatappender.core.text.Texts;

/**
 * Makes log text harmless: it cannot mention people, forge a link, format, or leave its code block.
 * The one place that does so. Stateless; linear in the length of the text.
 *
 * <p>The result is the same for every {@code markup}: the service decides which syntax it reads a
 * webhook's text in, so a text must be harmless in each. Chat's syntax has no escape character.
 * Marks are separated by a zero-width space (U+200B). Where that does not help, look-alikes replace
 * them: CommonMark takes that space for a letter, and {@code *} and {@code ~} format within words
 * too. Sources: Google's "Format messages" for Chat; CommonMark 0.31, "Emphasis and strong
 * emphasis"; GFM, "Strikethrough".
 */
public final class Escaper {

  public static final char ZERO_WIDTH_SPACE = '\u200B';

  /** Looks like a backquote but has no meaning (modifier letter grave accent). */
  private static final char FALSE_BACKQUOTE = '\u02CB';

  /** Looks like an asterisk (asterisk operator). */
  private static final char FALSE_ASTERISK = '\u2217';

  /** Looks like a tilde (tilde operator). */
  private static final char FALSE_TILDE = '\u223C';

  /** Longer numbers do not start a list. */
  private static final int MOST_DIGITS = 9;

  private static final int SHOWN_NAME_CHARS = 100;

  /** No scheme and no entity has a longer name. */
  private static final int NAME_CHARS = 32;

  private Escaper() {}

  /** Escapes text of several lines outside code. */
  static String text(String raw) {
    return outsideCode(Cleaner.clean(raw, true));
  }

  /** Escapes one line of text outside code. */
  static String line(String raw) {
    return outsideCode(Cleaner.clean(raw, false));
  }

  /** Escapes text between two backquotes. */
  static String inlineCode(String raw) {
    return inCode(Cleaner.clean(raw, false).replace('`', FALSE_BACKQUOTE), "](");
  }

  /** Escapes text in a fenced block; the caller opens and closes the block. */
  static String fenced(String raw) {
    return inCode(Cleaner.clean(raw, true), "`");
  }

  /** Separates the first char of a string, and of what {@code <} opens, from the next one. */
  private static String inCode(String text, String separated) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
      if (opensSomething(text, i) || text.startsWith(separated, i)) {
        out.append(ZERO_WIDTH_SPACE);
      }
    }
    return out.toString();
  }

  /** Escapes a link's label, where the marks around a link are harmless too. */
  static String label(String raw) {
    return line(orDash(raw))
        .replace('[', '(')
        .replace(']', ')')
        .replace('<', '\u2039')
        .replace('>', '\u203A')
        .replace('|', '\u00A6');
  }

  /** Returns at most that many chars of the visible text, in one line; a dash if there are none. */
  public static String cut(String raw, int maxChars) {
    String text = Cleaner.clean(raw, false).strip();
    return isBlank(text) ? "–" : Texts.ellipsed(text, maxChars);
  }

  /** Returns a name for display: cut, in one line; a dash if nothing is visible. */
  public static String name(String raw) {
    return cut(raw, SHOWN_NAME_CHARS);
  }

  /** Returns the text, or a dash if nothing is visible. */
  public static String orDash(String raw) {
    return isBlank(raw) ? "–" : raw;
  }

  /** Returns whether nothing is visible. */
  public static boolean isBlank(String raw) {
    return Cleaner.clean(raw, false).replace(ZERO_WIDTH_SPACE, ' ').isBlank();
  }

  private static String outsideCode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    boolean lineStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = c == ' ' || c == '\t';
      if ((lineStart && !blank && beginsBlock(text, i)) || (c == '_' && !isInsideWord(text, i))) {
        out.append(ZERO_WIDTH_SPACE);
      }
      out.append(shown(text, i, lineStart));
      if (mustStandAlone(text, i)) {
        out.append(ZERO_WIDTH_SPACE);
      }
      lineStart = c == '\n' || (lineStart && blank);
    }
    return out.toString();
  }

  /**
   * Returns whether the char at an index, the first of its line, may start a block other than a
   * paragraph in Markdown or a quotation in Chat's syntax: headings, quotations, lists, rules,
   * tables.
   */
  private static boolean beginsBlock(String text, int i) {
    char c = text.charAt(i);
    int next = Chars.at(text, i + 1);
    switch (c) {
      case '#':
      case '>':
      case '=':
      case '|':
        return true;
      case '+':
        return next < 0 || Chars.space(next);
      case '-':
        return next < 0 || Chars.space(next) || next == '-' || next == ':' || next == '|';
      case ':':
        return next == '-';
      default:
        return Chars.digit(c) && isNumber(text, i);
    }
  }

  private static boolean isNumber(String text, int start) {
    int end = start;
    while (end - start < MOST_DIGITS && Chars.digit(Chars.at(text, end))) {
      end++;
    }
    int mark = Chars.at(text, end);
    int next = Chars.at(text, end + 1);
    return (mark == '.' || mark == ')') && (next < 0 || Chars.space(next));
  }

  private static char shown(String text, int i, boolean lineStart) {
    boolean alone = !lineStart && isBetweenSpaces(text, i);
    switch (text.charAt(i)) {
      case '`':
        return FALSE_BACKQUOTE;
      case '*':
        return alone ? '*' : FALSE_ASTERISK;
      case '~':
        return alone ? '~' : FALSE_TILDE;
      default:
        return text.charAt(i);
    }
  }

  /**
   * Returns whether a mark can neither open nor close anything. At either end of the text its
   * neighbor is unknown.
   */
  private static boolean isBetweenSpaces(String text, int i) {
    return i > 0
        && i + 1 < text.length()
        && Chars.space(text.charAt(i - 1))
        && Chars.space(text.charAt(i + 1));
  }

  private static boolean isInsideWord(String text, int i) {
    return i > 0
        && i + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(i - 1))
        && Character.isLetterOrDigit(text.charAt(i + 1));
  }

  /** Returns whether a char would have a meaning together with the next one. */
  private static boolean mustStandAlone(String text, int i) {
    int next = Chars.at(text, i + 1);
    switch (text.charAt(i)) {
      case '<':
        // a tag, a comment, an address, an e-mail address, a mention
        return next >= 0 && next != '<' && !Chars.space(next);
      case ']':
        return next == '(' || next == ':';
      case '\\':
        return next < 0 || next == '\n' || Chars.punctuation(next);
      case '&':
        return isEntity(text, i);
      default:
        return false;
    }
  }

  private static boolean isEntity(String text, int i) {
    int from = Chars.at(text, i + 1) == '#' ? i + 2 : i + 1;
    int end = from;
    while (end - from < NAME_CHARS && Chars.word(Chars.at(text, end))) {
      end++;
    }
    return end > from && Chars.at(text, end) == ';';
  }

  /** Returns whether {@code <} starts a mention, a custom emoji or a link. */
  private static boolean opensSomething(String text, int i) {
    if (text.charAt(i) != '<') {
      return false;
    }
    int end = i + 1;
    while (end - i <= NAME_CHARS && Chars.scheme(Chars.at(text, end))) {
      end++;
    }
    return Chars.at(text, end) == '/' || Chars.at(text, end) == ':';
  }
}
