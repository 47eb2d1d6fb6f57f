/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.Random;

/** Creates texts from pieces with a meaning to the service, to JSON or to a terminal. */
final class NastyText {

  static final String[] PIECES = {
    "<",
    ">",
    "users/",
    "all>",
    "customEmojis/",
    "https:",
    "//",
    "evil.example",
    "|",
    "[",
    "]",
    "(",
    ")",
    "](",
    "`",
    "```",
    "*",
    "_",
    "~",
    "#",
    "\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "a",
    "Z9",
    "\"",
    "\\",
    "\\u0000",
    "{",
    "}",
    "\u0000",
    "\u0007",
    "\u001B",
    "\u001B[",
    "31m",
    "\u007F",
    "\u0085",
    "\u200B",
    "\u2028",
    "\u2029",
    "\u202A",
    "\u202E",
    "\u2066",
    "\u2069",
    "\uD83D",
    "\uDD25",
    "\uD83D\uDD25",
    "\u00E9",
    "\u4E2D",
    "\uFFFF",
    "&",
    "=",
    ":",
    "\u02CB",
    "%s",
    "$1"
  };

  private NastyText() {}

  static String of(Random random, int maxPieces) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(maxPieces + 1);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
