/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R8, rule by rule. */
class TextRulesTest {

  @Test
  void thePublishedTextsNormaliseAsPublished() {
    assertThat(TextRules.text("user_123 not found at 2026-05-04T10:11:12.345Z from 10.0.0.7:5432"))
        .isEqualTo("user_<n> not found at <ts> from <ip>");
    assertThat(TextRules.text("GET https://x.io/a?id=7 -> 500 in 12.5ms"))
        .isEqualTo("GET <url> -> <n> in <n>ms");
    assertThat(
            TextRules.text(
                "token 550e8400-e29b-41d4-a716-446655440000 (0xDEADbeef) com.acme.Foo@1b2c3d4f"))
        .isEqualTo("token <uuid> (<hex>) com.acme.Foo@<hex>");
  }

  @Test
  void coloursAndControlCharactersAreNoText() {
    assertThat(TextRules.text(" \u001B[1;31mred\u001B[0m \t\r\n\u0000 alert\u2028here\u00a0 "))
        .isEqualTo("red alert here");
    assertThat(TextRules.text("\u001B]8;;http://x\u0007link\u001B]8;;\u001B\\ end"))
        .isEqualTo("link end");
    assertThat(TextRules.text("half \u001B[3")).isEqualTo("half [<n>");
    assertThat(TextRules.text("")).isEmpty();
    assertThat(TextRules.text(" \n ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // 1
        "see http://a.b/c, then|see <url>, then",
        "(https://a.b/c?d=e#f).|(<url>).",
        "'https://a.b/c'|<str>",
        "jdbc:postgresql://db:5432/orders gone|jdbc:<url> gone",
        "ws+unix://x/1|<url>",
        "http:// nothing|http:// nothing",
        "file:///tmp/1.txt|<url>",
        // 2
        "mail a.b+c@shop.example.com.|mail <email>.",
        "<a@b.de>|<<email>>",
        "j\u00f6rg@m\u00fcller.de|<email>",
        "a@localhost|a@localhost",
        "a@b@c.de|a@<email>",
        // 3
        "id=550E8400-E29B-41D4-A716-446655440000;|id=<uuid>;",
        "order_550e8400-e29b-41d4-a716-446655440000_x|order_<uuid>_x",
        "550e8400-e29b-41d4-a716-4466554400001|<hex>-e<n>b-<n>d<n>-a<n>-<n>",
        // 4
        "on 2026-05-04 it|on <ts> it",
        "2026-05-04 10:11:12,345 x|<ts> x",
        "2026-05-04T10:11Z|<ts>",
        "2026-05-04T10:11:12.123456789+02:00[Europe/Berlin]|<ts>[Europe/Berlin]",
        "2026-05-04T10:11:12-0500|<ts>",
        "12026-05-04|<n>-<n>-<n>",
        // 5
        "at 10:11:12 and 1:02:03.5|at <ts> and <ts>",
        "at T10:11:12Z|at T<ts>Z",
        "10:11|<n>:<n>",
        "00:11:22:33:44:55|<n>:<n>:<n>:<n>:<n>:<n>",
        // 6
        "peer /10.0.0.7:5432 gone|peer /<ip> gone",
        "10.0.0.7.|<ip>.",
        "10.0.0.7/24|<ip>/<n>",
        "256.1.1.1|<n>",
        "1.2.3.4.5|<n>",
        "1.234.567.890 bytes|<n> bytes",
        // 7
        "peer 2001:db8::ff00:42:8329 gone|peer <ip> gone",
        "[::1]:8080|[<ip>]:<n>",
        "fe80::1%eth0 x|<ip> x",
        "1:2:3:4:5:6:7:8|<ip>",
        "2001:0db8:0000:0000:0000:ff00:0042:8329|<ip>",
        "::ffff:10.0.0.7|<ip>",
        "1:2:3:4:5:6:10.0.0.7|<ip>",
        "1:2:3:4:5:6:7:8:9|<n>:<n>:<n>:<n>:<n>:<n>:<n>:<n>:<n>",
        "Feed::add failed :: abc|Feed::add failed :: abc",
        "2001:db8::/32|<ip>/<n>",
        // 8
        "[B@1f2e3 [Ljava.lang.Object;@1b2c3d4f|[B@<hex> [Ljava.lang.Object;@<hex>",
        "x@1b2c|x@<n>b<n>c",
        "x@decades|x@decades",
        "x@123456789|x@<n>",
        // 9
        "at 0x1F, 0XaB|at <hex>, <hex>",
        "10x5|<n>x<n>",
        "Foo/0x0000000800c03000|Foo/<hex>",
        // 10
        "trace 4bf92f3577b34da6a3ce929d0e0e4736.|trace <hex>.",
        "id_1b2c3d4f-x|id_<hex>-x",
        "1b2c3d4|<n>b<n>c<n>d<n>",
        "deadbeef|deadbeef",
        "12345678|<n>",
        "1b2c3d4fg|<n>b<n>c<n>d<n>fg",
        // 11
        "no 'x' and \"y z\"|no <str> and <str>",
        "can't find 'O'Brien', won't stop|can't find <str>, won't stop",
        "''|<str>",
        "{\"id\":\"a1\"}|{<str>:<str>}",
        "5\" pipe|<n>\" pipe",
        // 12
        "1,234.50 and 7|<n> and <n>",
        "v1.2.3-rc4|v<n>-rc<n>",
        "-5 of 3.|-<n> of <n>.",
        "\u0661\u0662\u0663 items|<n> items"
      })
  void whatChangesBecomesAPlaceholder(String raw, String normalised) {
    assertThat(TextRules.text(raw)).isEqualTo(normalised);
  }

  @Test
  void aQuotationOfMoreThanSixtyFourCharsStays() {
    assertThat(TextRules.text("x '" + "a".repeat(64) + "' y")).isEqualTo("x <str> y");
    assertThat(TextRules.text("x '" + "a".repeat(65) + "' y"))
        .isEqualTo("x '" + "a".repeat(65) + "' y");
    assertThat(TextRules.text("{\"a\":\"" + "b".repeat(65) + "\",\"c\":\"d\"}"))
        .isEqualTo("{<str>:\"" + "b".repeat(65) + "\",<str>:<str>}");
  }

  @Test
  void theEndOfALongTextDoesNotCount() {
    String long1 = "word ".repeat(600);

    assertThat(TextRules.text(long1)).hasSize(256).isEqualTo(TextRules.text(long1 + "other"));
    assertThat(TextRules.text("1 ".repeat(1_024) + "x")).isEqualTo("<n> ".repeat(64));
    assertThat(TextRules.text("http://x/" + "a".repeat(2_039) + " cut")).isEqualTo("<url>");
  }

  @Test
  void aCutNeverSplitsACharacter() {
    assertThat(TextRules.text("x" + "\uD83D\uDD34".repeat(1_100)))
        .isEqualTo("x" + "\uD83D\uDD34".repeat(127));
  }

  @Test
  void aTemplateKeepsQuotesAndNumbersOfLessThanFiveDigits() {
    assertThat(TextRules.template("HTTP 404, '{}' of 1234.5678, not 12345 or x1234567 at 10:11:12"))
        .isEqualTo("HTTP 404, '{}' of 1234.5678, not <n> or x<n> at <ts>");
  }
}
