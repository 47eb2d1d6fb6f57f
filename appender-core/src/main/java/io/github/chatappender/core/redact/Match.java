/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tries expressions at a place of a text; they see what stands before it. Stateless. */
final class Match {

  private Match() {}

  static Matcher matcher(Pattern pattern, CharSequence text, int from, int to) {
    return pattern.matcher(text).useTransparentBounds(true).region(from, to);
  }

  /** Returns whether a match begins there. */
  static boolean isAt(Pattern pattern, CharSequence text, int at) {
    return at <= text.length() && matcher(pattern, text, at, text.length()).lookingAt();
  }

  /** Returns the end of the match that begins there; the same index if none does. */
  static int end(Pattern pattern, CharSequence text, int at) {
    Matcher matcher = matcher(pattern, text, at, text.length());
    return matcher.lookingAt() ? matcher.end() : at;
  }
}
