/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** Asserts that a text is harmless in its place. */
final class Harmless {

  private static final Pattern OPENS =
      Pattern.compile("<(users/|customEmojis/|//|https?:)", Pattern.CASE_INSENSITIVE);

  /** C0 except newline and tab, DEL, C1, bidi overrides, and unpaired surrogates. */
  private static final Pattern UNWANTED =
      Pattern.compile(
          "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\ud800-\\udfff]");

  /** A mark next to other text or another mark. */
  private static final Pattern MARK = Pattern.compile("(?<![\\s\\p{Z}])[*~]|[*~](?![\\s\\p{Z}])");

  /** A tag, a comment, an address. */
  private static final Pattern TAG = Pattern.compile("<[^\\s\\p{Z}<\u200B]");

  private Harmless() {}

  static void outsideCode(String text, Object input) {
    everywhere(text, input);
    assertThat(text).as("input %s", input).doesNotContain("](", "]:", "`");
    assertThat(TAG.matcher(text).find()).as("tag in <%s> of %s", text, input).isFalse();
    assertThat(MARK.matcher(text).find()).as("mark in <%s> of %s", text, input).isFalse();
  }

  static void inlineCode(String text, Object input) {
    everywhere(text, input);
    assertThat(text).as("input %s", input).doesNotContain("](", "`");
  }

  static void fenced(String text, Object input) {
    everywhere(text, input);
    assertThat(text).as("input %s", input).doesNotContain("``");
  }

  static void everywhere(String text, Object input) {
    assertThat(OPENS.matcher(text).find()).as("live in <%s> of %s", text, input).isFalse();
    assertThat(UNWANTED.matcher(text).find()).as("unwanted in <%s> of %s", text, input).isFalse();
  }

  /** Checks a whole message: fences and code are closed, and nothing outside them is a link. */
  static void message(String text, Object input) {
    everywhere(text, input);
    String[] parts = text.split("```", -1);
    assertThat(parts.length % 2).as("open fence in <%s> of %s", text, input).isEqualTo(1);
    for (int i = 0; i < parts.length; i += 2) {
      assertThat(parts[i]).as("input %s", input).doesNotContain("](", "``");
      for (String line : parts[i].split("\n", -1)) {
        assertThat(line.chars().filter(c -> c == '`').count() % 2)
            .as("open code in <%s> of %s", line, input)
            .isZero();
      }
    }
  }
}
