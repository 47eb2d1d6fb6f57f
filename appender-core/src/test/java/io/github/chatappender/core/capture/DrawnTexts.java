/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/** Draws texts as applications log them: fixed words and changing values. Stateless. */
final class DrawnTexts {

  private static final String DIGITS = "0123456789";
  private static final String HEX = "0123456789abcdef";
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + DIGITS;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String[] WORDS = {
    "Order",
    "failed",
    "for",
    "user",
    "of",
    "in",
    "{}",
    "payment",
    "not found",
    "was",
    "Ünit",
    "OAuth2Config",
    "v1",
    "\u001B[31mred\u001B[0m",
    "host=",
    "it's",
    "Mar",
    "bytes",
    "步"
  };
  private static final String[] JOINTS = {
    " ", " ", " ", " ", ": ", ", ", " - ", "_", "/", "#", " (", ") "
  };

  /** How many of the values mean the same in every context. */
  private static final int PLAIN_VALUES = 12;

  private static final String[] UNITS = {"ns", "ms", "s", "min", "h", "d", "B", "kB", "MB", "k"};

  private static final List<Function<Random, String>> VALUES =
      List.of(
          random -> "" + random.nextInt(10),
          random -> "" + random.nextInt(100_000),
          random -> "" + (random.nextLong() >>> 1),
          random -> String.format(Locale.ROOT, "%.3f", random.nextDouble() * 1_000),
          random -> String.format(Locale.ROOT, "%,d", random.nextInt()),
          random -> new UUID(random.nextLong(), random.nextLong()).toString(),
          random -> "01J" + any(random, CROCKFORD, 23),
          random -> any(random, HEX, 16),
          random -> any(random, HEX, 4 + random.nextInt(8)),
          random -> any(random, UPPER, 6),
          random -> any(random, UPPER, 1 + random.nextInt(5)),
          random -> any(random, LETTERS + DIGITS, 24),
          random -> "ORD-" + any(random, UPPER, 4) + "-" + any(random, UPPER, 2),
          random -> random.nextInt(3_000) + UNITS[random.nextInt(UNITS.length)],
          random -> random.nextInt(24) + "h" + random.nextInt(60) + "m" + random.nextInt(60) + "s",
          random -> ip(random),
          random -> ip(random) + ":" + random.nextInt(65_536),
          random -> "fe80::" + any(random, HEX, 1 + random.nextInt(4)) + ":" + any(random, HEX, 4),
          random -> new UUID(0, random.nextLong()).toString().substring(19).replace('-', ':'),
          random -> mac(random),
          random -> date(random) + "T" + time(random) + "." + any(random, DIGITS, 3) + "Z",
          random -> date(random) + " " + time(random),
          random -> date(random),
          random -> time(random),
          random -> "com.acme.Foo@" + Integer.toHexString(random.nextInt()),
          random -> "0x" + any(random, HEX, 1 + random.nextInt(8)),
          random -> "'" + any(random, LETTERS, random.nextInt(8)) + random.nextInt(50) + "'",
          random -> "[" + any(random, LETTERS, 5) + ", " + any(random, UPPER, 5) + "]",
          random -> "https://x.io/" + any(random, UPPER, 8) + "?id=" + random.nextInt(),
          random -> any(random, LETTERS + DIGITS, 6) + "@acme" + random.nextInt(20) + ".example",
          random -> "db" + random.nextInt(4) + ".internal:" + (1_000 + random.nextInt(60_000)),
          random -> "password=" + any(random, LETTERS + DIGITS, 10),
          random -> random.nextInt(2_000) + "µs",
          random -> "pod-7c9f8d6b5-" + any(random, "bcdfghjklmnpqrstvwxz2456789", 5));

  private DrawnTexts() {}

  /** Draws the common pattern of texts: words, separators, and sorts of values. */
  static Function<Random, String> pattern(Random random) {
    return pattern(random, JOINTS, VALUES.size());
  }

  /** Draws a pattern with spaces between words and only some sorts of values. */
  static Function<Random, String> plainPattern(Random random) {
    return pattern(random, new String[] {" "}, PLAIN_VALUES);
  }

  private static Function<Random, String> pattern(Random random, String[] joints, int values) {
    List<Function<Random, String>> parts = new ArrayList<>();
    int size = 2 + random.nextInt(5);
    for (int i = 0; i < size; i++) {
      String joint = i == 0 ? "" : joints[random.nextInt(joints.length)];
      String word = WORDS[random.nextInt(WORDS.length)];
      Function<Random, String> value =
          random.nextBoolean() ? chance -> word : VALUES.get(random.nextInt(values));
      parts.add(chance -> joint + value.apply(chance));
    }
    return chance -> {
      StringBuilder text = new StringBuilder();
      parts.forEach(part -> text.append(part.apply(chance)));
      return text.toString();
    };
  }

  static String any(Random random, String chars, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(chars.charAt(random.nextInt(chars.length())));
    }
    return text.toString();
  }

  private static String ip(Random random) {
    return random.nextInt(256) + "." + random.nextInt(256) + ".0." + random.nextInt(256);
  }

  private static String mac(Random random) {
    StringBuilder mac = new StringBuilder(any(random, HEX, 2));
    for (int i = 0; i < 5; i++) {
      mac.append(':').append(any(random, HEX, 2));
    }
    return mac.toString();
  }

  private static String date(Random random) {
    return String.format(
        Locale.ROOT,
        "20%02d-%02d-%02d",
        random.nextInt(40),
        1 + random.nextInt(12),
        1 + random.nextInt(28));
  }

  private static String time(Random random) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
  }
}
