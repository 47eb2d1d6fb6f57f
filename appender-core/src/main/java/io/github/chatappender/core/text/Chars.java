/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.text;

import java.util.function.IntPredicate;

/** Classifies characters, and reads them safely from a text. Stateless. */
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

  /** Returns whether a char is an ASCII letter or digit. */
  public static boolean word(int c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  public static boolean wordOrColon(int c) {
    return word(c) || c == ':';
  }

  /** Returns whether a char may be in the scheme of a URL. */
  public static boolean scheme(int c) {
    return word(c) || c == '+' || c == '.' || c == '-';
  }

  /** Returns whether a char may be in the local part of an e-mail address. */
  public static boolean mail(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '%' || c == '+' || c == '.' || c == '-';
  }

  public static boolean quote(int c) {
    return c == '\'' || c == '"' || c == '`';
  }

  /** Returns whether a char is ASCII punctuation, symbols included. */
  public static boolean punctuation(int c) {
    return c > ' ' && c < 0x7F && !word(c);
  }

  /** Returns whether a char is white space of any kind, or a control character. */
  public static boolean blankOrControl(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  public static boolean lineEnd(int c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  public static boolean space(int c) {
    return lineEnd(c) || c == '\t' || c == '\u0085' || Character.isSpaceChar(c);
  }

  /** Returns the char at an index, or -1 outside the text. */
  public static int at(CharSequence text, int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : -1;
  }

  /** Returns the first index, from the given one on, of a char that fails a test. */
  public static int runEnd(CharSequence text, int from, IntPredicate sort) {
    int i = from;
    while (i < text.length() && sort.test(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
