/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests R8, rule by rule. */
class TextRulesTest {

  @Test
  void publishedTexts_normalizeAsPublished() {
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
  void colorsAndControlCharacters_areRemoved() {
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
        "550e8400-e29b-41d4-a716-4466554400001|<hex>-<id>",
        // 4
        "on 2026-05-04 it|on <ts> it",
        "2026-05-04 10:11:12,345 x|<ts> x",
        "2026-05-04T10:11Z|<ts>",
        "2026-05-04T10:11:12.123456789+02:00[Europe/Berlin]|<ts>[<str>]",
        "2026-05-04T10:11:12-0500|<ts>",
        "12026-05-04|<n>",
        // 5
        "from 00:11:22:33:44:55, 0A-1b-2C-3d-4E-5f.|from <mac>.",
        "00:11:22:33:44:55: gone|<mac>: gone",
        "00:11:22:33:44-55|<n>:<n>:<n>:<n>:<n>",
        "00:11:22:33:44:55:66:77|<ip>",
        "00:11:22:33:44:555|<n>:<n>:<n>:<n>:<n>:<n>",
        "x00:11:22:33:44:55|x<n>:<n>:<n>:<n>:<n>:<n>",
        // 6
        "at 10:11:12 and 1:02:03.5|at <ts> and <ts>",
        "at T10:11:12Z|at T<ts>Z",
        "10:11|<n>:<n>",
        // 7
        "peer /10.0.0.7:5432 gone|peer /<ip> gone",
        "10.0.0.7.|<ip>.",
        "10.0.0.7/24|<ip>/<n>",
        "256.1.1.1|<n>",
        "1.2.3.4.5|<n>",
        "1.234.567.890 bytes|<n> bytes",
        // 8
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
        // 9
        "[B@1f2e3 [Ljava.lang.Object;@1b2c3d4f|[B@<hex> [Ljava.lang.Object;@<hex>",
        "x@1b2c|x@<id>",
        "x@decades|x@decades",
        "x@123456789|x@<n>",
        // 10
        "at 0x1F and 0XaB|at <hex> and <hex>",
        "10x5|<id>",
        "Foo/0x0000000800c03000|Foo/<hex>",
        // 11
        "trace 4bf92f3577b34da6a3ce929d0e0e4736.|trace <hex>.",
        "id_1b2c3d4f-x|id_<hex>-x",
        "1b2c3d4|<id>",
        "deadbeef|deadbeef",
        "12345678|<n>",
        "1b2c3d4fg|<id>",
        // 12
        "no 'x' and \"y z\"|no <str> and <str>",
        "can't find 'O'Brien', won't stop|can't find <str>, won't stop",
        "''|<str>",
        "{\"id\":\"a1\"}|{<str>:<str>}",
        "5\" pipe|<n>\" pipe",
        // 13
        "took 95ms|took <n>ms",
        "took 1250ms, 12.5ms and 1,250.5ms|took <n>ms, <n>ms and <n>ms",
        "in 2h30m|in <n>h<n>m",
        "in 1d2h3m4s.|in <n>d<n>h<n>m<n>s.",
        "in 1d2h3m4s5ms|in <n>d<n>h<n>m<n>s<n>ms",
        "5ns 5us 5\u00b5s 5\u03bcs 5s 15sec 15min 5h 5d|<n>ns <n>us <n>\u00b5s <n>\u03bcs <n>s <n>sec <n>min <n>h <n>d",
        "512B 512kB 512KB 512MB 512GB 512TB|<n>B <n>kB <n>KB <n>MB <n>GB <n>TB",
        "512KiB 512MiB 512GiB 100k 100K 100M|<n>KiB <n>MiB <n>GiB <n>k <n>K <n>M",
        "size_512MB_left|size_<n>MB_left",
        "x.500ms|x.<n>ms",
        "1.2.3.4.5ms|<n>ms",
        "100secs 250px|<id> <id>",
        "a95ms 95msx|<id> <id>",
        "\u0661\u0662\u0663\u0664ms|<n>ms",
        // 14
        "Order 7C9F2X failed|Order <id> failed",
        "ab1 a1b2 1a2b c3d|ab<n> <id> <id> c<n>d",
        "abcd 1234|abcd <n>",
        "ORD-7K2P-X9 gone|ORD-<id> gone",
        "GET /orders/a1b2c3/lines?x|GET /orders/<id>?x",
        "key dGh5p0+c3Q/IGl6==, then|key <id>, then",
        "user_a1b2c3|user_<id>",
        "com.acme.Neo4jConfig|com.acme.<id>",
        "caf\u00e92|<id>",
        "x=a1b2=|x=<id>",
        // 15
        "Last run was Wed Nov 25 10:11:12 UTC 2026|Last run was <ts> <n> <ts> UTC <n>",
        "Wed, 25 Nov 2026 10:11:12 GMT|<ts>, <n> <ts> <n> <ts> GMT",
        "on 25-NOV-26 and 25/Nov/2026|on <n>-<ts>-<n> and <n>/<ts>/<n>",
        "November 5, Sept. 7|<ts> <n>, <ts>. <n>",
        "Monday 2026-05-04|<ts> <ts>",
        "May I, in May, may 5|May I, in May, may <n>",
        "Monde 5 March_5|Monde <n> March_<n>",
        // 16
        "1,234.50 and 7|<n> and <n>",
        "v1.2.3-rc4|v<n>-rc<n>",
        "-5 of 3.|-<n> of <n>.",
        "\u0661\u0662\u0663 items|<n> items",
        // 17
        "User [alice] not found|User [<str>] not found",
        "roles [admin, user,guest, d.o-p] missing|roles [<str>] missing",
        "in [http-nio-8080-exec-1] now|in [<str>] now",
        "[main] started|[main] started",
        "x [a b] [1a] [] [a, b, c, d, e]|x [a b] [<n>a] [] [a, b, c, d, e]",
        "x [$a] [a|x [$a] [a",
        // 18
        "delete 1, 2, 3|delete <n>",
        "delete [7, 8]|delete [<n>]",
        "in (?, ?, ?) and (?)|in (?) and (?)",
        "orders 1-2-3 of a1b2, c3d4|orders <n> of <id>",
        "1, a1b2, 2|<n>, <id>, <n>",
        "Copied 37% [#####] then failed...|Copied <n>% [#] then failed.",
        "[##] -- == !!!|[##] -- == !",
        "=====\u2550\u2550\u2550|=\u2550\u2550\u2550"
      })
  void variableParts_becomePlaceholders(String raw, String normalised) {
    assertThat(TextRules.text(raw)).isEqualTo(normalised);
  }

  @Test
  void quotationOver64Chars_isKept() {
    assertThat(TextRules.text("x '" + "a".repeat(64) + "' y")).isEqualTo("x <str> y");
    assertThat(TextRules.text("x '" + "a".repeat(65) + "' y"))
        .isEqualTo("x '" + "a".repeat(65) + "' y");
    assertThat(TextRules.text("{\"a\":\"" + "b".repeat(65) + "\",\"c\":\"d\"}"))
        .isEqualTo("{<str>:\"" + "b".repeat(65) + "\",<str>:<str>}");
  }

  @Test
  void endOfALongText_doesNotCount() {
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
  void wordInBackquotes_isAQuotation() {
    assertThat(TextRules.text("Column `order_id` and `" + "a".repeat(64) + "` missing"))
        .isEqualTo("Column <str> and <str> missing");
    assertThat(TextRules.text("it`s `" + "a".repeat(65) + "`"))
        .isEqualTo("it`s `" + "a".repeat(65) + "`");
  }

  @Test
  void placeholdersInATemplate_areKept() {
    assertThat(TextRules.text("Order {} of {}: {}, {}")).isEqualTo("Order {} of {}: {}, {}");
  }
}
