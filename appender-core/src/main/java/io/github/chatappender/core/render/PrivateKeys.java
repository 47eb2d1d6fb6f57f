/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/**
 * Finds private keys in PEM form (RFC 7468) and its relatives. Stateless; linear in the length of
 * the text.
 */
final class PrivateKeys {

  private static final String SORT = "PRIVATE KEY";
  private static final int MIN_DASHES = 4;
  private static final int MOST_DASHES = 5;

  private PrivateKeys() {}

  static void find(CharSequence text, Spans spans) {
    int i = 0;
    while (i < text.length()) {
      int end = text.charAt(i) == '-' ? end(text, i) : -(i + 1);
      spans.add(i, end);
      i = Math.abs(end);
    }
  }

  /**
   * Returns the end of the private key that begins at a dash: behind its last line, or the end of
   * the text if it was cut off. If none begins, minus the end of what was read.
   */
  private static int end(CharSequence text, int start) {
    int labelEnd = labelEnd(text, start, "BEGIN ");
    if (labelEnd < 0) {
      return labelEnd;
    }
    int i = labelEnd;
    while (i < text.length()) {
      if (text.charAt(i) == '-') {
        int end = labelEnd(text, i, "END ");
        if (end > 0) {
          return end;
        }
        i = -end;
      } else {
        i++;
      }
    }
    return text.length();
  }

  /** Returns the end of a line like {@code -----BEGIN PRIVATE KEY-----}, else minus an end. */
  private static int labelEnd(CharSequence text, int start, String word) {
    int dashes = Chars.runEnd(text, start, c -> c == '-');
    int at = Chars.at(text, dashes) == ' ' ? dashes + 1 : dashes;
    if (dashes - start < MIN_DASHES || !Chars.startsWith(text, at, word)) {
      return -dashes;
    }
    int end = Chars.runEnd(text, at, c -> Chars.upperOrDigit(c) || c == ' ');
    if (Chars.at(text, end) != '-' || !contains(text, at, end)) {
      return -end;
    }
    // those behind the fifth may begin the next key
    return Math.min(end + MOST_DASHES, Chars.runEnd(text, end, c -> c == '-'));
  }

  private static boolean contains(CharSequence text, int start, int end) {
    for (int i = start; i + SORT.length() <= end; i++) {
      if (Chars.startsWith(text, i, SORT)) {
        return true;
      }
    }
    return false;
  }
}
