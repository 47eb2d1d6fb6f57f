/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMaskTest {

  private static final String COLOR = "\u001B";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order 17 failed | Order 2718281828459045 failed",
        "Order 550e8400-e29b-41d4-a716-446655440000 | Order 12345678-1234-abcd-1234-123456789012",
        "Order 01J8ZQ4K9V5T2M7N6P3R8S1W0X | Order 01K2B7QWERT5Y8P0A1S2D3F4G5",
        "Order 9f86d081884c7d65 failed | Order 0a1b2c3d4e5f6071 failed",
        "Order 7C9F2X | Order K7QP44",
        "took 1250ms | took 98765ms",
        "took 2h30m | took 12h5m",
        "OAuth2Config | Neo4jConfig",
        "42S02 | 08S01",
        "com.acme.Foo@1b2c3d4f | com.acme.Foo@9a8b7c6d",
        "at 0xDEADbeef | at 0x1F00",
        "from 10.0.0.7:5432 | from 192.168.17.8:6543",
        "at 2026-05-04T10:11:12.345Z | at 2031-12-24T23:59:00.009Z",
        "user_123 | user_4",
        "took 12.25ms | took 7.125ms",
        "at 10:11:12.345Z | at 23:59:00.000009Z",
        "Failed to process 17: {} | Failed to process 2999: {}",
        "Order #7, 8 | Order #123, 9",
        "'' | ''"
      })
  void textsThatDifferOnlyInMaskedParts_areEqual(String one, String other) {
    assertThat(areEqual(one, other)).isTrue();
    assertThat(areEqual(other, one)).isTrue();
    assertThat(TextMask.hash(7, one)).isEqualTo(TextMask.hash(7, other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boom | bang",
        "boom | booms",
        "Aa | BB",
        "A1 | B2",
        "Order 1 | Order 1 failed",
        "'' | 1",
        "took 5ms | took 5kB",
        "took 1250ms | took 1250kB",
        "took 2h30m | took 2d30m",
        "Order 7C9F2X | Order 7c9f2a81",
        "Order 7C9F2X | Order 123456",
        "Order 7C9F2X | Order ABCDEF",
        "at 0x1F00 | at 1xyz",
        "at 0x1 | at 1x1",
        "at 0x1Fg | at 0x1Fh",
        "from 10.0.0.7 | from 10.0.0.700",
        "from 10.0.0.7 | from 10.0.0.300",
        "from 10.0.0.7:5432 | from 10.0.0.7:543210",
        "on 2026-05-04 | on 2026-05-040",
        "at 10:11:12 | at 10:11:123",
        "to db:5432 | to db:50000",
        "to db:32767 | to db:32768",
        "Foo@1234 | Foo@12345",
        "at 2026-05-04T10:11:12+0200 | at 2026-05-04T10:11:12+020",
        "550e8400-e29b-41d4-a716-446655440000 | 550e8400-e29b-41d4-a716-44665544000",
        "550e8400-e29b-41d4-a716-446655440000 | 550e8400-e29b-41d4-a716-446655440000x",
        "at 10:11:12.345Z | at 10:11:12.345A",
        "at 10:11:12.0x1234.b | at 10:11:12.0x1235.b",
        "10.0.0.7.f56e | 10.0.0.7.91c9",
        "17.12h30m | 17a.12h30m",
        "step a {} | step b {}"
      })
  void textsWithDifferentFingerprints_areNotEqual(String one, String other) {
    assertThat(areEqual(one, other)).isFalse();
    assertThat(areEqual(other, one)).isFalse();
    assertThat(TextMask.hash(7, one)).isNotEqualTo(TextMask.hash(7, other));
  }

  @Test
  void wordAfterAColorCode_isNoPartOfAnId() {
    String failed = COLOR + "[31mFAILED" + COLOR + "[0m 17";

    assertThat(areEqual(failed, COLOR + "[32mPASSED" + COLOR + "[0m 17")).isFalse();
    assertThat(areEqual(failed, COLOR + "[31mFAILED" + COLOR + "[0m 2718")).isTrue();
  }

  @Test
  void digitsNextToNonAsciiLetters_countTheirLength() {
    assertThat(areEqual("Zähler\u00E417", "Zähler\u00E42718")).isFalse();
    assertThat(areEqual("took 17\u00B5s", "took 18\u00B5s")).isTrue();
    assertThat(areEqual("took 2h17\u00B5s", "took 2d17\u00B5s")).isFalse();
  }

  @Test
  void onlyTheStartOfALongText_counts() {
    String text = "m".repeat(2_047) + "7";

    assertThat(areEqual(text, text + "8 and more")).isTrue();
    assertThat(TextMask.hash(7, text)).isEqualTo(TextMask.hash(7, text + "8 and more"));
    assertThat(areEqual(text, "m".repeat(2_048))).isFalse();
  }

  @Test
  void randomTexts_areEqualIfAndOnlyIfTheirHashesAre() {
    String[] words = {
      "Order",
      "17",
      "2718",
      "5",
      "a1",
      "7C9F2X",
      "K7QP44",
      "0x1F",
      "0x2a",
      "12h",
      "7ms",
      "deadbeef",
      "abcdabcd-e29b-41d4-a716-446655440000",
      "550e8400-e29b-41d4-a716-446655440000",
      " ",
      " ",
      " ",
      "-",
      ":",
      ".",
      ",",
      "@",
      COLOR + "[31m",
      "\u00E4",
      "\u00B5s",
      "\n"
    };
    Random random = new Random(20261129);
    int equal = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder one = new StringBuilder();
      StringBuilder other = new StringBuilder();
      for (int left = 1 + random.nextInt(8); left > 0; left--) {
        String word = words[random.nextInt(words.length)];
        one.append(word);
        other.append(random.nextInt(5) == 0 ? words[random.nextInt(words.length)] : word);
      }
      String a = one.toString();
      String b = other.toString();

      boolean sameHash = TextMask.hash(7, a) == TextMask.hash(7, b);

      assertThat(areEqual(a, b)).as("%s | %s", a, b).isEqualTo(sameHash);
      assertThat(areEqual(b, a)).as("%s | %s", b, a).isEqualTo(sameHash);
      equal += sameHash && !a.equals(b) ? 1 : 0;
    }
    assertThat(equal).isGreaterThan(1_000);
  }

  private static boolean areEqual(String one, String other) {
    return TextMask.areEqual(one, TextMask.literalBeginning(one), other);
  }
}
