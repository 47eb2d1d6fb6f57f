/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/**
 * Knows what makes more than a paragraph of a line in Markdown, or a quotation in Chat's syntax:
 * headings, quotations, lists, rules, tables. Stateless.
 */
final class BlockStart {

  /** Longer numbers begin no list. */
  private static final int MOST_DIGITS = 9;

  private BlockStart() {}

  /** Tells whether a block may begin with the char at an index, the first one of its line. */
  static boolean isAt(String text, int i) {
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
}
