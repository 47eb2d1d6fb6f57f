/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Matches expressions at a position of a text; lookbehind sees the text before it. Stateless. */
final class Match {

  private Match() {}

  static Matcher matcher(Pattern pattern, CharSequence text, int from, int to) {
    return pattern.matcher(text).useTransparentBounds(true).region(from, to);
  }

  /** Returns whether a match begins at a position. */
  static boolean isAt(Pattern pattern, CharSequence text, int at) {
    return at <= text.length() && matcher(pattern, text, at, text.length()).lookingAt();
  }

  /** Returns the end of the match that begins at a position; the position itself if none does. */
  static int end(Pattern pattern, CharSequence text, int at) {
    Matcher matcher = matcher(pattern, text, at, text.length());
    return matcher.lookingAt() ? matcher.end() : at;
  }
}
