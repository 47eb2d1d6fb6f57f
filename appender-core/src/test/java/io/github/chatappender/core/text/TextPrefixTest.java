/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 3, abc",
    "abcd, 3, abc",
    "'', 3, ''",
    "ab\uD83D\uDD25, 4, ab\uD83D\uDD25",
    "ab\uD83D\uDD25, 3, ab",
    "ab\uD83D\uDD25cd, 4, ab\uD83D\uDD25",
    "\uD83D\uDD25, 1, ''",
  })
  void cut_neverSplitsASurrogatePair(String text, int maxChars, String expected) {
    assertThat(Texts.cut(text, maxChars)).isEqualTo(expected);
  }
}
