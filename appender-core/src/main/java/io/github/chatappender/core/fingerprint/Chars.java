/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

/** Tells sorts of chars apart, for the left edges of the text rules. Stateless. */
final class Chars {

  private Chars() {}

  static boolean none(int c) {
    return false;
  }

  static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean hex(int c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean hexOrColon(int c) {
    return hex(c) || c == ':';
  }

  /** An ASCII letter or digit. */
  static boolean word(int c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean wordOrColon(int c) {
    return word(c) || c == ':';
  }

  /** What the scheme of a URL is made of. */
  static boolean scheme(int c) {
    return word(c) || c == '+' || c == '.' || c == '-';
  }

  /** What the local part of an e-mail address is made of. */
  static boolean mail(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '%' || c == '+' || c == '.' || c == '-';
  }

  static boolean quote(int c) {
    return c == '\'' || c == '"' || c == '`';
  }

  /** What the name of a day or month begins with. */
  static boolean calendar(int c) {
    return "ADFJMNOSTW".indexOf(c) >= 0;
  }

  /** What a placeholder begins with, in our texts or in SQL. */
  static boolean placeholder(int c) {
    return c == '<' || c == '?';
  }

  /** ASCII punctuation, symbols included. */
  static boolean punctuation(int c) {
    return c > ' ' && c < 0x7F && !word(c);
  }

  /** White space of any sort, or a control character. */
  static boolean blank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }
}
