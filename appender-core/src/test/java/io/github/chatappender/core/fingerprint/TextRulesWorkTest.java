/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Checks that no text makes a rule expensive: its reads grow linearly with the text, not
 * quadratically.
 */
class TextRulesWorkTest {

  private static final int CHARS = 2_048;
  private static final int MOST_READS_PER_CHAR = 60;

  /** Pieces to repeat in a text, chosen to start a rule often and to fail it late. */
  private static final List<String> TROUBLE =
      List.of(
          "a",
          "1",
          " ",
          ".",
          ":",
          "'",
          "\"",
          "@",
          "-",
          "0x",
          "\u001B",
          "\u001B[",
          "\u001B[1;",
          "\u001B]",
          "\u001B]8;;x",
          "a.",
          "a:",
          "a://",
          "a://.",
          "a://...",
          "http://)",
          "a+b-c.",
          "a@",
          "a@a",
          "a@a.",
          "a@1.1.",
          "@a.a",
          "a.a@",
          "%@-.",
          "a@b-.c",
          "1@1.1.1.1.",
          "12345678-",
          "12345678-1234-",
          "12345678-1234-1234-1234-",
          "550e8400-e29b-41d4-",
          "2026-",
          "2026-05-",
          "2026-05-04",
          "2026-05-04T",
          "2026-05-04T10:11:",
          "10:11:",
          "1:",
          "1:1",
          "10:11:12:",
          "1.",
          "1.1",
          "1.1.1.",
          "255.255.255.",
          "1.1.1.1.",
          "::",
          ":::",
          "f::",
          "::f",
          "f:f:f:f:f:f:f:",
          "ffff:",
          ":a",
          "a :",
          " f:",
          "%f:",
          "<ip>",
          "::<ip>",
          "@abcde",
          "@12345",
          "@abcdefgh",
          "@1234567g",
          "0x0x",
          "0xg",
          "-0x",
          "1a",
          "a1a1a1a1",
          "1234567g",
          "abcdefabcdefg ",
          "1234567 ",
          "1a2b3c4d5",
          "-1a",
          "'a",
          "a'",
          "'a'",
          "'a'a",
          " 'a",
          ".'a'a'a",
          "\"a",
          "\" ",
          "a\"",
          "''",
          "\"'",
          "'\"",
          "1,",
          "1,1.",
          "1,1.,",
          "`",
          "`a",
          "1m",
          "1m1",
          "12ms ",
          "1.1m",
          "1,1s1,",
          "2h30m1",
          "1h1h1h1h1h",
          "ab1",
          "ab1-",
          "a1b2/",
          "abc1=",
          "a1b2-a1b2_+",
          "abcd ",
          "Mon",
          "Mon ",
          "1 Mon ",
          "Mon, Nov-",
          "MAY ",
          "<ts> Sat, ",
          "May.",
          "[a",
          "[a,",
          "[a, b",
          "[a, b, c, d, e]",
          " [a]",
          "[[",
          "<n>",
          "<n>, ",
          "<n>-",
          "<n>-<id>",
          "?, ",
          "?",
          "??,",
          "<abcde",
          "#",
          "##",
          "##=",
          "###=",
          "-=",
          "00:11:22:",
          "00-11-22-33-44-",
          "00:11:22:33:44:55",
          "a0:",
          "\u0661",
          "\uD83D\uDD34",
          "\uD83D",
          "\t ",
          " \n");

  private static final List<TextRule> RULES = new ArrayList<>(TextRules.CLEANING);

  static {
    RULES.addAll(TextRules.MASKING);
  }

  @Test
  void everyRuleIsTried() {
    assertThat(RULES).hasSize(21).doesNotHaveDuplicates();
  }

  @Test
  void twiceTheTextIsAtMostTwiceTheWork() {
    for (TextRule rule : RULES) {
      for (String trouble : TROUBLE) {
        int times = CHARS / trouble.length();
        for (String end : List.of("", "\u0001", " ", "\"", "x")) {
          long once = reads(rule, "(" + trouble.repeat(times) + end);
          long twice = reads(rule, "(" + trouble.repeat(2 * times) + end);

          assertThat(twice)
              .as("reads of %s in %s", rule, trouble)
              .isLessThanOrEqualTo(2 * once + 200)
              .isLessThanOrEqualTo(2L * CHARS * MOST_READS_PER_CHAR);
        }
      }
    }
  }

  @Test
  void mixedHostilePieces_makeNoRuleExpensive() {
    Random random = new Random(20260504);
    for (int i = 0; i < 300; i++) {
      String text = mixture(random);
      for (TextRule rule : RULES) {
        assertThat(reads(rule, text))
            .as("reads of %s in %s", rule, text)
            .isLessThanOrEqualTo((long) CHARS * MOST_READS_PER_CHAR);
      }
    }
  }

  private static String mixture(Random random) {
    List<String> units = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      units.add(TROUBLE.get(random.nextInt(TROUBLE.size())));
    }
    StringBuilder text = new StringBuilder();
    while (text.length() < CHARS) {
      text.append(units.get(random.nextInt(units.size())).repeat(1 + random.nextInt(40)));
    }
    return text.substring(0, CHARS);
  }

  private static long reads(TextRule rule, String text) {
    CountingText counting = new CountingText(text);
    rule.replace(counting);
    return counting.reads;
  }

  /** Counts how often a pattern reads a char: its work. */
  private static final class CountingText implements CharSequence {

    private final String text;
    private long reads;

    CountingText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
