/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.text.Cleaner;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In the tables, Z is the zero-width space, G the letter that looks like a backquote, A and T the
 * signs that look like an asterisk and a tilde.
 */
class EscaperTest {

  @ParameterizedTest
  @CsvSource({
    "<users/all>, <Zusers/all>",
    "<users/123456>, <Zusers/123456>",
    "hi <users/all>!, hi <Zusers/all>!",
    "<<users/all>, <<Zusers/all>",
    "<Users/all>, <ZUsers/all>",
    "<customEmojis/abc>, <ZcustomEmojis/abc>",
    "<https://evil.example|invoice>, <Zhttps://evil.example|invoice>",
    "<HTTP://evil.example|x>, <ZHTTP://evil.example|x>",
    "<mailto:a@b.c|x>, <Zmailto:a@b.c|x>",
    "<//evil.example|x>, <Z//evil.example|x>",
    "</div>, <Z/div>",
  })
  void mentionsAndLinks_areBrokenEverywhere(String raw, String escaped) {
    assertThat(shown(Escaper.text(raw))).isEqualTo(escaped);
    assertThat(shown(Escaper.line(raw))).isEqualTo(escaped);
    assertThat(shown(Escaper.inlineCode(raw))).isEqualTo(escaped);
    assertThat(shown(Escaper.fenced(raw))).isEqualTo(escaped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a < b and c > d",
        "<",
        "users/all",
        "https://chat.google.com/room",
        "snake_case_name and SNAKE_CASE",
        "2 * 3 and a ~ b",
        "C:\\dir\\file",
        "R&D & more; a&b",
        "-5 degrees, --flag, 3.14 and 1.x",
        "[1, 2] (three)",
        "order #8123 -> 5",
        "Schluss\u00E4tze \u2013 na\u00EFve \uD83D\uDD25",
      })
  void ordinaryText_isUnchanged(String raw) {
    assertThat(Escaper.text(raw)).isEqualTo(raw);
    assertThat(Escaper.line(raw)).isEqualTo(raw);
    assertThat(Escaper.inlineCode(raw)).isEqualTo(raw);
    assertThat(Escaper.fenced(raw)).isEqualTo(raw);
  }

  @ParameterizedTest
  @CsvSource({
    "List<String>, List<ZString>",
    "Foo.<init>, Foo.<Zinit>",
    "<b>, <Zb>",
    "'Map<String, List<Integer>>', 'Map<ZString, List<ZInteger>>'",
    "<!-- x -->, <Z!-- x -->",
    "<me@evil.example>, <Zme@evil.example>",
    "a <= b, a <Z= b",
    "&lt;users/all&gt;, &Zlt;users/all&Zgt;",
    "&#42; &#x2a;, &Z#42; &Z#x2a;",
    "[1]: https://evil, [1]Z: https://evil",
    "a\\*b, a\\ZAb",
    "C:\\_x, C:\\ZZ_x",
    "'end\\', 'end\\Z'",
    "'a\\\nb', 'a\\Z\nb'",
  })
  void markdownSyntax_isBrokenOutsideCode(String raw, String escaped) {
    assertThat(shown(Escaper.text(raw))).isEqualTo(escaped);
    assertThat(Escaper.fenced(raw)).isEqualTo(raw);
  }

  @ParameterizedTest
  @CsvSource({
    "[ok](https://evil), [ok]Z(https://evil)",
    "a[0](), a[0]Z()",
    "]](, ]]Z(",
  })
  void markdownLink_isBrokenOutsideBlocks(String raw, String escaped) {
    assertThat(shown(Escaper.text(raw))).isEqualTo(escaped);
    assertThat(shown(Escaper.line(raw))).isEqualTo(escaped);
    assertThat(shown(Escaper.inlineCode(raw))).isEqualTo(escaped);
    assertThat(Escaper.fenced(raw)).isEqualTo(raw);
  }

  @ParameterizedTest
  @CsvSource({
    "*bold*, AboldA",
    "_italic_, Z_italicZ_",
    "~struck~, TstruckT",
    "2*3, 2A3",
    "a~b, aTb",
    "SELECT count(*) FROM x, SELECT count(A) FROM x",
    "SELECT *, SELECT A",
    "0 * * * 1, 0 * * * 1",
    "__init__, Z_Z_initZ_Z_",
    "a_ b, aZ_ b",
    "_, Z_",
    "**, AA",
    "x ~~~ y, x TTT y",
  })
  void formattingMarks_areBrokenOrReplacedOutsideCode(String raw, String escaped) {
    assertThat(shown(Escaper.text(raw))).isEqualTo(escaped);
    assertThat(shown(Escaper.line(raw))).isEqualTo(escaped);
    assertThat(Escaper.inlineCode(raw)).isEqualTo(raw);
    assertThat(Escaper.fenced(raw)).isEqualTo(raw);
  }

  @ParameterizedTest
  @CsvSource({
    "'# head', 'Z# head'",
    "'> quote', 'Z> quote'",
    "'  # head', '  Z# head'",
    "'\t> quote', '\tZ> quote'",
    "'a\n# b\n> c', 'a\nZ# b\nZ> c'",
    "'a\r> b', 'a\nZ> b'",
    "'a\u2028> b', 'a\nZ> b'",
    "'a # b > c', 'a # b > c'",
    "'>> x', 'Z>> x'",
    "'head\n===', 'head\nZ==='",
    "'head\n---', 'head\nZ---'",
    "'a\n- b\n+ c\n * d', 'a\nZ- b\nZ+ c\n A d'",
    "'a\n-\n+', 'a\nZ-\nZ+'",
    "'1. b\n2) c\n123456789. d', 'Z1. b\nZ2) c\nZ123456789. d'",
    "'1234567890. b', '1234567890. b'",
    "'a|b\n-|-', 'a|b\nZ-|-'",
    "'a|b\n:-|-', 'a|b\nZ:-|-'",
    "'|a|\n|-|', 'Z|a|\nZ|-|'",
  })
  void blockSyntax_isBrokenAtLineStarts(String raw, String escaped) {
    assertThat(shown(Escaper.text(raw))).isEqualTo(escaped);
  }

  @Test
  void backquotesCannotOpenOrCloseCode() {
    String raw = "a `b` ```c```";

    assertThat(shown(Escaper.text(raw))).isEqualTo("a GbG GGGcGGG");
    assertThat(shown(Escaper.line(raw))).isEqualTo("a GbG GGGcGGG");
    assertThat(shown(Escaper.inlineCode(raw))).isEqualTo("a GbG GGGcGGG");
    assertThat(shown(Escaper.fenced(raw))).isEqualTo("a `Zb`Z `Z`Z`Zc`Z`Z`Z");
  }

  @ParameterizedTest
  @CsvSource({
    "'a\u0000b\u0007c\u001Fd', abcd",
    "'a\u007Fb\u0085c\u009Bd', abcd",
    "'a\u202Ab\u202Bc\u202Cd\u202De\u202Ef', abcdef",
    "'a\u2066b\u2067c\u2068d\u2069e', abcde",
    "'a\u001B[31mred\u001B[0m', ared",
    "'a\u001B[1;38;5;196mred', ared",
    "'a\u001B[', a",
    "'a\u001B[12', a",
    "'a\u001Bb', ab",
    "'\u001B', ''",
    "'a\uD83D\uDD25b', 'a\uD83D\uDD25b'",
  })
  void controlAndDirectionCharacters_areRemoved(String raw, String cleaned) {
    assertThat(Cleaner.clean(raw, true)).isEqualTo(cleaned);
    assertThat(Cleaner.clean(raw, false)).isEqualTo(cleaned);
  }

  @ParameterizedTest
  @CsvSource({
    "'a\u001B]8;;https://x\u0007b\u001B]8;;\u001B\\c', abc",
    "'a\u001B]0;title', a0;title",
    "'a\u001B]0;t\nb', 'a0;t\nb'",
    "'a\u001B]0;t\u001B[31mb', a0;tb",
    "'a\u001B(Bb', ab",
    "'a\u001B)', a",
  })
  void terminalSequences_areRemoved(String raw, String cleaned) {
    assertThat(Cleaner.clean(raw, true)).isEqualTo(cleaned);
  }

  @Test
  void loneSurrogates_areRemoved() {
    assertThat(Cleaner.clean("a\uD83Db", true)).isEqualTo("ab");
    assertThat(Cleaner.clean("a\uDD25b", true)).isEqualTo("ab");
    assertThat(Cleaner.clean("a\uD83D", true)).isEqualTo("a");
    assertThat(Cleaner.clean("\uDD25\uD83D", true)).isEmpty();
    assertThat(Cleaner.clean("\uD83D\uD83D\uDD25", true)).isEqualTo("\uD83D\uDD25");
  }

  @ParameterizedTest
  @CsvSource({
    "'a\nb', 'a\nb', 'a b'",
    "'a\r\nb', 'a\nb', 'a b'",
    "'a\rb', 'a\nb', 'a b'",
    "'a\r', 'a\n', 'a '",
    "'a\u2028b\u2029c', 'a\nb\nc', 'a b c'",
    "'a\tb', 'a\tb', 'a b'",
  })
  void linesAndTabs_areKeptOnlyInMultiLineText(String raw, String several, String one) {
    assertThat(Cleaner.clean(raw, true)).isEqualTo(several);
    assertThat(Cleaner.clean(raw, false)).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource({
    "'<\u0000users/all>', <Zusers/all>",
    "'<us\u202Eers/all>', <Zusers/all>",
    "'<\uD800users/all>', <Zusers/all>",
    "'<\u001B[31musers/all>', <Zusers/all>",
    "'[x]\u0007(y)', [x]Z(y)",
    "'[x]\u2066(y)', [x]Z(y)",
  })
  void removedCharacters_cannotHideAMark(String raw, String escaped) {
    assertThat(shown(Escaper.text(raw))).isEqualTo(escaped);
    assertThat(shown(Escaper.inlineCode(raw))).isEqualTo(escaped);
  }

  @Test
  void hostileTexts_areHarmlessEverywhere() {
    for (int seed = 0; seed < 20_000; seed++) {
      String raw = NastyText.of(new Random(seed), 40);

      Harmless.outsideCode(Escaper.text(raw), seed);
      Harmless.outsideCode(Escaper.line(raw), seed);
      Harmless.inlineCode(Escaper.inlineCode(raw), seed);
      Harmless.fenced(Escaper.fenced(raw), seed);
      assertThat(Escaper.line(raw)).doesNotContain("\n", "\t");
      assertThat(Escaper.inlineCode(raw)).doesNotContain("\n", "\t");
    }
  }

  @Test
  void aLongTextOfOpeningBracketsIsEscapedInLinearTime() {
    String raw = "<".repeat(100_000) + "users/all>";

    String escaped = Escaper.text(raw);

    assertThat(escaped).hasSize(raw.length() + 1).endsWith("<\u200Busers/all>");
  }

  private static String shown(String escaped) {
    return escaped
        .replace('\u200B', 'Z')
        .replace('\u02CB', 'G')
        .replace('\u2217', 'A')
        .replace('\u223C', 'T');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Logs; Logs",
        "a|b>c; a\u00A6b\u203Ac",
        "](https://evil); )\u200B(https://evil)",
        "'two\nlines'; two lines",
        "\u202E; –",
      })
  void linkLabel_cannotEndTheLink(String raw, String label) {
    assertThat(Escaper.label(raw)).isEqualTo(label);
  }
}
