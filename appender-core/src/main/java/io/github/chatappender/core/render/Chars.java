/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.function.IntPredicate;

/** Tells sorts of chars apart, and finds where a run of one sort ends. Stateless. */
final class Chars {

  private Chars() {}

  static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean upper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean lowerLetter(int c) {
    return c >= 'a' && c <= 'z';
  }

  /** An ASCII letter or digit. */
  static boolean word(int c) {
    return digit(c) || lowerLetter(c) || upper(c);
  }

  /** What a name is made of: {@code db.password}, {@code X-Api-Key}. */
  static boolean name(int c) {
    return word(c) || c == '_' || c == '-' || c == '.' || c == '$';
  }

  static boolean upperOrDigit(int c) {
    return digit(c) || upper(c);
  }

  static boolean base64Url(int c) {
    return word(c) || c == '_' || c == '-';
  }

  static boolean wordOrUnderscore(int c) {
    return word(c) || c == '_';
  }

  static boolean wordOrHyphen(int c) {
    return word(c) || c == '-';
  }

  /** What the token of an authorization header is made of (RFC 6750, RFC 7617). */
  static boolean credential(int c) {
    return base64Url(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=' || c == '%';
  }

  static boolean quote(int c) {
    return c == '"' || c == '\'' || c == '`';
  }

  /** What the scheme of an address is made of. */
  static boolean scheme(int c) {
    return word(c) || c == '+' || c == '.' || c == '-';
  }

  /** What a backslash takes the meaning from in Markdown. */
  static boolean punctuation(int c) {
    return c > ' ' && c < 0x7F && !word(c);
  }

  /** A blank within a line. */
  static boolean blank(int c) {
    return c == ' ' || c == '\t' || c == '\u00A0';
  }

  static boolean lineEnd(int c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  static boolean space(int c) {
    return lineEnd(c) || c == '\t' || c == '\u0085' || Character.isSpaceChar(c);
  }

  /** Ends an address that stands in a text. */
  static boolean addressEnd(int c) {
    return space(c) || quote(c) || c == '<' || c == '>' || c == '|';
  }

  /** Returns the char at an index, -1 behind the end and before the beginning. */
  static int at(CharSequence text, int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : -1;
  }

  /** Returns the first index from the given one on at which there is another sort of char. */
  static int runEnd(CharSequence text, int from, IntPredicate sort) {
    int i = from;
    while (i < text.length() && sort.test(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static boolean startsWith(CharSequence text, int from, String prefix) {
    if (from + prefix.length() > text.length()) {
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
    if (from + prefix.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (lower(text.charAt(from + i)) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static int lower(int c) {
    return upper(c) ? c + ('a' - 'A') : c;
  }
}
