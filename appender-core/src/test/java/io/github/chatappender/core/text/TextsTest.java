/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 3, abc",
    "abcd, 3, ab…",
    "abcd, 1, …",
    "'', 1, ''",
    "a\uD83D\uDD25bc, 3, a…",
    "a\uD83D\uDD25bc, 4, a\uD83D\uDD25…",
    "\uD83D\uDD25\uD83D\uDD25, 4, \uD83D\uDD25\uD83D\uDD25",
  })
  void aCutEndsInAnEllipsisAndOnACodePoint(String text, int maxChars, String expected) {
    assertThat(Texts.ellipsed(text, maxChars)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 3, abc",
    "abcd, 3, abc… (1 more chars)",
    "ab\uD83D\uDD25, 3, ab… (2 more chars)",
  })
  void countedCut_showsHowMuchIsMissing(String text, int maxChars, String expected) {
    assertThat(Texts.cutAndCount(text, maxChars)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1234567, '1,234,567'", "999, 999"})
  void largeCountsAreGrouped(int missing, String shown) {
    assertThat(Texts.cutAndCount("x".repeat(missing + 50), 50))
        .isEqualTo("x".repeat(50) + "… (" + shown + " more chars)");
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.shop.OrderService, c.a.shop.OrderService",
    "com.acme.OrderService, c.acme.OrderService",
    "acme.OrderService, acme.OrderService",
    "OrderService, OrderService",
    "a.b.c.D, a.b.c.D",
    "'', ''",
    "com..acme.X, c..acme.X",
    "com.acme.shop., c.a.shop.",
  })
  void aClassNameIsAbbreviatedToItsLastTwoParts(String name, String expected) {
    assertThat(Texts.abbreviated(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"com.acme.Orders, Orders", "Orders, Orders", "com.acme.Outer$Inner, Outer$Inner"})
  void aSimpleNameHasNoPackage(String name, String expected) {
    assertThat(Texts.simpleName(name)).isEqualTo(expected);
  }
}
