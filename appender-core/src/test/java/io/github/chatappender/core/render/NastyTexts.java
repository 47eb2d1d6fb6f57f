/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Generates texts with a meaning to the service, to Markdown, to a terminal or to our rules. */
public final class NastyTexts {

  private static final String[] MARKUP = {
    "<users/all>",
    "<users/123>",
    "<https://evil|ok>",
    "[ok](https://evil)",
    "[ok][1]",
    "[1]: https://evil",
    "![x](https://evil/x.png)",
    "<b>",
    "</b>",
    "<a href=\"https://evil\">",
    "<!--",
    "-->",
    "<?",
    "<![CDATA[",
    "<me@evil.example>",
    "https://evil.example/a_b_c",
    "www.evil.example",
    "**bold**",
    "__bold__",
    "~~gone~~",
    "***",
    "# ",
    "> ",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "2) ",
    "===",
    "---",
    "~~~",
    "````",
    "    ",
    "| a | b |",
    "|---|---|",
    "\\",
    "&lt;",
    "&#42;",
    "&",
    "!",
    "\"quoted\"",
    "'",
    "\u00A0",
    "\u200A",
    "\u061C",
    "\u05D0",
    "snake_case",
    "2*3",
    "\u001B]8;;https://evil\u0007",
    "\u001B]8;;https://evil\u001B\\",
    "\u001B(B",
    "\u001B[31m",
  };

  private static final String[] SECRETIVE = {
    "password",
    "password=",
    "token: ",
    "token:\"",
    "secret='",
    "api key ",
    "--password ",
    "Authorization: ",
    "Bearer ",
    "basic ",
    "\\\"",
    "\\u003d",
    "%22",
    "%3D",
    "&quot;",
    "&amp;",
    "<token>",
    "</token>",
    "user:p@ss",
    "/spaces/x/messages?",
    "hooks.slack.com/services/",
    "AKIA",
    "AKIAIOSFODNN7EXAMPLE",
    "AIza",
    "ghp_",
    "xoxb-",
    "eyJ",
    "eyJhbGciOiJub25lIn0.e30",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "-----",
    "[redacted]",
    "redacted",
    "null",
    "Exception",
    ",",
    ";",
    ".",
    "$",
    "@",
    "?",
  };

  /** Places after a name, in a header or an address, where any text is secret; § marks it. */
  public static final List<String> SECRET_PLACES =
      List.of(
          "password=§",
          "Password: §",
          "db.passwd = §",
          "pwd:§",
          "MY_SECRET_X=§&",
          "client_secret=§&scope=x",
          "accessToken: §, x",
          "?access_token=§#x",
          "X-Api-Key: §\n",
          "api key: § x",
          "{password=§, user=bob}",
          "{\"a\":1,\"password\":\"§\"}",
          "{\"a\":1,\"password\":\"x\\\"§\\\\\",\"b\":2}",
          "{\\\"password\\\":\\\"x\\\\\\\"§\\\"}",
          "{\"tokens\": [\"a\", \"§\"]}",
          "{'secret': '§'}",
          "secret='§' ",
          "password=\u001B[31m§",
          "password\u001B[0m=§",
          "next=%3Ftoken%3D§",
          "url\\u003d/?token\\u003d§",
          "--password § x",
          "<password>§</password>",
          "<a:token x=\"1\">x §</a:token>",
          "Authorization: §",
          "Authorization: Bearer § x",
          "authorization=[Basic §]",
          "[Authorization:\"Custom §\"]",
          "Authorization: Digest a=\"b\", response=\"§\"\n",
          "Bearer §",
          "basic § x",
          "redis://:§@host ",
          "https://user:§@host/x",
          "https://§@host/x",
          "amqp://u:p/§@host ",
          "http:\\/\\/u:§@h\\/",
          "https://chat.googleapis.com/v1/spaces/AAA/messages?key=§&token=T ",
          "https://chat.googleapis.com/v1/spaces/AAA/messages?key=K&token=§ ",
          "https://hooks.slack.com/services/T0/B0/§ ",
          "-----BEGIN RSA PRIVATE KEY-----\nMII\n§\n-----END RSA PRIVATE KEY-----",
          "-----BEGIN PRIVATE KEY-----\\n§");

  private static final List<List<String>> PIECES =
      List.of(List.of(NastyText.PIECES), List.of(MARKUP), List.of(SECRETIVE));

  private NastyTexts() {}

  /** Returns texts of up to the given number of pieces. */
  public static Arbitrary<String> ofPieces(int most) {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.of(NastyText.PIECES),
            Arbitraries.of(MARKUP),
            Arbitraries.of(SECRETIVE),
            Arbitraries.chars().map(String::valueOf),
            Arbitraries.strings().ofMaxLength(5));
    return piece.list().ofMaxSize(most).map(pieces -> String.join("", pieces));
  }

  /** Returns texts of about a million chars, without added new lines. */
  public static Arbitrary<String> huge() {
    return ofPieces(12)
        .filter(text -> !text.isEmpty())
        .map(text -> text.repeat(262_144 / text.length()));
  }

  /** Returns the pieces by purpose. */
  static List<List<String>> pieces() {
    return PIECES;
  }

  static Stream<String> markup() {
    return Stream.of(MARKUP);
  }
}
