/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes a text that an endpoint may have encoded before sending it back. Stateless. */
final class Encodings {

  /** Group 1: percent-encoded; 2 and 3: a numeric entity of XML; 4: an escape of JSON. */
  private static final Pattern ENCODED =
      Pattern.compile(
          "%([0-9A-Fa-f]{2})|&#(?:([0-9]{1,6})|[xX]([0-9A-Fa-f]{1,5}));|\\\\u([0-9A-Fa-f]{4})");

  /** Invisible text: controls, tags, zero-width chars. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]|<[^<>]{0,99}>");

  private Encodings() {}

  /** Returns a text with one level of encoding removed, and without invisible chars. */
  static String decoded(String text) {
    Matcher matcher = ENCODED.matcher(text);
    StringBuilder plain = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(plain, "");
      plain.appendCodePoint(codePoint(matcher));
    }
    return UNSEEN.matcher(matcher.appendTail(plain)).replaceAll("");
  }

  private static int codePoint(Matcher matcher) {
    if (matcher.group(2) != null) {
      return valid(Integer.parseInt(matcher.group(2)));
    }
    for (int group : new int[] {1, 3, 4}) {
      if (matcher.group(group) != null) {
        return valid(Integer.parseInt(matcher.group(group), 16));
      }
    }
    return ' ';
  }

  private static int valid(int codePoint) {
    return Character.isValidCodePoint(codePoint) ? codePoint : ' ';
  }
}
