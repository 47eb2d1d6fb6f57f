/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.function.IntPredicate;

/** Classifies chars, and finds where a run of one class ends. Stateless. */
final class Chars {

  private Chars() {}

  static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean upper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Returns whether it is a letter of any script. */
  static boolean letter(int c) {
    return upper(c) || (c >= 'a' && c <= 'z') || (c > 0x7F && Character.isLetter(c));
  }

  /** Returns whether it is an ASCII letter or digit. */
  static boolean word(int c) {
    return digit(c) || upper(c) || (c >= 'a' && c <= 'z');
  }

  /** The chars of a name: {@code db.password}, {@code X-Api-Key}, {@code contraseña}. */
  static boolean name(int c) {
    return digit(c) || letter(c) || c == '_' || c == '-' || c == '.' || c == '$';
  }

  static boolean quote(int c) {
    return c == '"' || c == '\'' || c == '`';
  }

  static boolean opening(int c) {
    return c == '{' || c == '[' || c == '(';
  }

  static boolean closing(int c) {
    return c == '}' || c == ']' || c == ')';
  }

  static boolean lineEnd(int c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  static boolean space(int c) {
    return c == ' '
        || c == '\t'
        || lineEnd(c)
        || c == '\u0085'
        || (c > 0x7F && Character.isSpaceChar(c));
  }

  /** Returns whether it is a space within a line. */
  static boolean blank(int c) {
    return space(c) && !lineEnd(c);
  }

  /** Returns the char at an index, -1 outside of the text. */
  static int at(CharSequence text, int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : -1;
  }

  /** Returns the first index from the given one on whose char is of another class. */
  static int runEnd(CharSequence text, int from, IntPredicate sort) {
    int i = from;
    while (i < text.length() && sort.test(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static boolean startsWith(CharSequence text, int from, String prefix) {
    if (from < 0 || from + prefix.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text.charAt(from + i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Compares ASCII letters without their case; the prefix must be lower case. */
  static boolean startsWithIgnoreCase(CharSequence text, int from, String prefix) {
    if (from < 0 || from + prefix.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (lower(text.charAt(from + i)) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a part is a word, without regard to its case. */
  static boolean equalsIgnoreCase(CharSequence text, int from, int to, String word) {
    return to - from == word.length() && startsWithIgnoreCase(text, from, word);
  }

  static int lower(int c) {
    return upper(c) ? c + ('a' - 'A') : c > 0x7F ? Character.toLowerCase(c) : c;
  }
}
