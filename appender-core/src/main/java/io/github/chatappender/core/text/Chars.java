/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.text;

import java.util.function.IntPredicate;

/** Sorts of characters, and small questions about them. Stateless. */
public final class Chars {

  private Chars() {}

  public static boolean none(int c) {
    return false;
  }

  public static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  public static boolean hex(int c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  public static boolean hexOrColon(int c) {
    return hex(c) || c == ':';
  }

  /** An ASCII letter or digit. */
  public static boolean word(int c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  public static boolean wordOrColon(int c) {
    return word(c) || c == ':';
  }

  /** What the scheme of a URL is made of. */
  public static boolean scheme(int c) {
    return word(c) || c == '+' || c == '.' || c == '-';
  }

  /** What the local part of an e-mail address is made of. */
  public static boolean mail(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '%' || c == '+' || c == '.' || c == '-';
  }

  public static boolean quote(int c) {
    return c == '\'' || c == '"' || c == '`';
  }

  /** What the name of a day or month begins with. */
  public static boolean calendar(int c) {
    return "ADFJMNOSTW".indexOf(c) >= 0;
  }

  /** What a placeholder begins with, in our texts or in SQL. */
  public static boolean placeholder(int c) {
    return c == '<' || c == '?';
  }

  /** ASCII punctuation, symbols included. */
  public static boolean punctuation(int c) {
    return c > ' ' && c < 0x7F && !word(c);
  }

  /** White space of any sort, or a control character. */
  public static boolean blankOrControl(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  public static boolean upper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  public static boolean lowerCase(int c) {
    return c >= 'a' && c <= 'z';
  }

  public static boolean lineEnd(int c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  public static boolean space(int c) {
    return lineEnd(c) || c == '\t' || c == '\u0085' || Character.isSpaceChar(c);
  }

  /** Returns the char at an index, -1 behind the end and before the beginning. */
  public static int at(CharSequence text, int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : -1;
  }

  /** Returns the first index from the given one on at which there is another sort of char. */
  public static int runEnd(CharSequence text, int from, IntPredicate sort) {
    int i = from;
    while (i < text.length() && sort.test(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
