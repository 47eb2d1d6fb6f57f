/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/**
 * Finds the credentials behind {@code Bearer} and {@code Basic}, wherever they stand. Stateless;
 * linear in the length of the text.
 */
final class Credentials {

  private static final int MIN_CHARS = 4;

  /** No word is longer. */
  private static final int LONG_CHARS = 24;

  private Credentials() {}

  static void find(CharSequence text, Spans spans) {
    int end = 0;
    for (int i = 0; i < text.length(); i++) {
      int start = credentialStart(text, i);
      if (start > i) {
        // within what was read before, it ends with that
        end = start < end ? end : Chars.runEnd(text, start, Chars::credential);
        if (isSecret(text, start, end)) {
          spans.add(start, end);
        }
      }
    }
  }

  private static int credentialStart(CharSequence text, int at) {
    if (Chars.lower(text.charAt(at)) != 'b') {
      return at;
    }
    int end = at;
    if (Chars.startsWithIgnoreCase(text, at, "bearer")) {
      end = at + 6;
    } else if (Chars.startsWithIgnoreCase(text, at, "basic")) {
      end = at + 5;
    }
    int start = Chars.runEnd(text, end, b -> Chars.blank(b) || b == ':' || b == '=');
    start = Chars.startsWith(text, end, "%20") ? end + 3 : start;
    return start > end && end > at ? start : at;
  }

  /** Tells a token from a word of prose, as in {@code Basic authentication failed}. */
  private static boolean isSecret(CharSequence text, int start, int end) {
    int length = end - start;
    return length >= LONG_CHARS || (length >= MIN_CHARS && !isWord(text, start, end));
  }

  /** Letters in one case but the first, with hyphens; or a number. */
  private static boolean isWord(CharSequence text, int start, int end) {
    int stop = end;
    while (stop > start && (text.charAt(stop - 1) == '.' || text.charAt(stop - 1) == '=')) {
      stop--;
    }
    if (Chars.runEnd(text, start, Chars::digit) >= stop) {
      return true;
    }
    boolean upper = Chars.upper(Chars.at(text, start + 1));
    int from = upper ? start : start + 1;
    boolean first = Chars.upper(text.charAt(start)) || Chars.lowerLetter(text.charAt(start));
    return first
        && Chars.runEnd(
                text, from, c -> c == '-' || (upper ? Chars.upper(c) : Chars.lowerLetter(c)))
            >= stop;
  }
}
