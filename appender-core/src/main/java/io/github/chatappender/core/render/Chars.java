/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.function.IntPredicate;

/** Classifies chars, and finds where a run of one sort ends. Stateless. */
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

  /** What the scheme of an address is made of. */
  static boolean scheme(int c) {
    return word(c) || c == '+' || c == '.' || c == '-';
  }

  /** What a backslash takes the meaning from in Markdown. */
  static boolean punctuation(int c) {
    return c > ' ' && c < 0x7F && !word(c);
  }

  static boolean lineEnd(int c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  static boolean space(int c) {
    return lineEnd(c) || c == '\t' || c == '\u0085' || Character.isSpaceChar(c);
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
}
