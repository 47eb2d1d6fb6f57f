/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Tests that any input throws nothing and gives the same, bounded result again. Seeds are fixed.
 */
class FingerprintFuzzTest {

  private static final int RUNS = 3_000;
  private static final int MOST_CHARS = 64 * 1_024;

  private static final String[] PIECES = {
    "a",
    "Z",
    "f0",
    "7",
    "2026",
    "-",
    ":",
    "::",
    ".",
    ",",
    "'",
    "\"",
    "@",
    "0x",
    "://",
    "http://x",
    "10.0.0.7",
    "fe80::1",
    "10:11:12",
    "2026-05-04",
    "T",
    "<n>",
    "<ip>",
    "<",
    ">",
    "$",
    "$1",
    "$$",
    "__",
    "#",
    "=",
    "\n",
    "\r",
    "\t",
    " ",
    "\u00a0",
    "\u2028",
    "\u0000",
    "\u001B[",
    "\u001B[31m",
    "\u001B]",
    "m",
    "{}",
    "{{default}}",
    "lambda$",
    "$lambda$",
    "$anonfun$",
    "\u00e9",
    "\u0661",
    "\uD83D\uDD34",
    "\uD83D",
    "\uDD34",
    "\uFEFF",
    "\u200B",
    "deadbeef1",
    "(",
    ")",
    "[",
    "%",
    "\\"
  };

  private final Fingerprinter fingerprinter = Entries.fingerprinter();

  @Test
  void anyEntry_hasAStableFingerprint() {
    Random random = new Random(1);
    FingerprintResolver resolver = new FingerprintResolver(fingerprinter);
    for (int i = 0; i < RUNS; i++) {
      LogEntry entry = entry(random);

      Fingerprint fingerprint = fingerprinter.of(entry);

      assertThat(fingerprint.hex).matches("[0-9a-f]{16}");
      assertThat(fingerprint.canonicalText).startsWith("v1\nkind=").hasSizeLessThan(MOST_CHARS);
      assertThat(Entries.fingerprinter().of(entry).canonicalText)
          .isEqualTo(fingerprint.canonicalText);
      assertThat(resolver.resolve(entry, i)).isNotNull();
    }
  }

  @Test
  void anyText_becomesOneShortLine() {
    Random random = new Random(2);
    for (int i = 0; i < RUNS; i++) {
      String text = text(random, 300);
      String normalised = TextRules.text(text);
      assertThat(normalised.length()).isLessThanOrEqualTo(256);
      assertThat(normalised).doesNotContain("\n", "\r", "\t", "\u001B", "  ");
    }
  }

  /** For words between spaces; text that touches a placeholder may change. */
  @Test
  void normalizing_isIdempotent() {
    Random random = new Random(3);
    for (int i = 0; i < RUNS; i++) {
      StringBuilder words = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        words.append(PIECES[random.nextInt(PIECES.length)]).append(' ');
      }
      String once = TextRules.text(words.toString().replaceAll("['\"]", ""));

      assertThat(TextRules.text(once)).isEqualTo(once);
    }
  }

  @Test
  void digitsInAText_neverCount() {
    Random random = new Random(4);
    for (int i = 0; i < RUNS; i++) {
      int digits = 1 + random.nextInt(9);
      String one = "job " + number(random, digits) + " failed after " + number(random, 3) + "s";
      String other = "job " + number(random, 2) + " failed after " + number(random, 1) + "s";

      assertThat(TextRules.text(one)).isEqualTo(TextRules.text(other));
    }
  }

  private static LogEntry entry(Random random) {
    LogEntry.Builder entry = Entries.entry(text(random, 12), text(random, 400));
    if (random.nextBoolean()) {
      entry.template(random.nextInt(4) == 0 ? null : text(random, 40), random.nextBoolean());
    }
    if (random.nextInt(4) == 0) {
      entry.mdc(Entries.KEY, text(random, 20));
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      entry.throwable(throwable(random));
    }
    return entry.build();
  }

  private static ThrowableInfo throwable(Random random) {
    String type = random.nextInt(8) == 0 ? Fingerprinter.STACK_OVERFLOW : text(random, 10);
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      String className = random.nextInt(50) == 0 ? text(random, 2_000) : text(random, 6);
      frames.add(new StackTraceElement(className, text(random, 4), null, i));
    }
    String message = random.nextBoolean() ? null : text(random, 100);
    return new ThrowableInfo(type, message, random.nextInt(5) == 0 ? List.of() : frames, 0);
  }

  private static String text(Random random, int mostPieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(mostPieces + 1); i > 0; i--) {
      if (random.nextInt(6) == 0) {
        text.append((char) random.nextInt(Character.MAX_VALUE + 1));
      } else {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return text.toString();
  }

  private static String number(Random random, int digits) {
    StringBuilder number = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      number.append((char) ('0' + random.nextInt(10)));
    }
    return number.toString();
  }
}
