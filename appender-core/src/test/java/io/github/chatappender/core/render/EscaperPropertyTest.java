/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.text.Cleaner;
import io.github.chatappender.core.text.Texts;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Tests that logged text remains plain text, in both syntaxes. */
@Tag("slow")
class EscaperPropertyTest {

  private static final String SEED = "20260504";

  @Property(seed = SEED, tries = 3_000)
  void escapedTextIsPlain(@ForAll("texts") String raw) {
    String text = Escaper.text(raw);

    Harmless.outsideCode(text, raw);
    Markdown.plain(text, raw);
    assertThat(Escaper.text(raw)).isEqualTo(text);
  }

  @Property(seed = SEED, tries = 3_000)
  void anEscapedLineIsPlain(@ForAll("texts") String raw) {
    String line = Escaper.line(raw);

    Harmless.outsideCode(line, raw);
    Markdown.plain(line, raw);
    assertThat(line).doesNotContain("\n", "\t", "\r");
  }

  @Property(seed = SEED, tries = 3_000)
  void textsInOneParagraph_formatNothingTogether(
      @ForAll("texts") String first,
      @ForAll("texts") String second,
      @ForAll("texts") String third) {
    Markdown.plain(
        Escaper.text(first) + " · " + Escaper.line(second) + "\n" + Escaper.line(third), first);
  }

  @Property(seed = SEED, tries = 3_000)
  void lineWithinOurMarks_leavesThemIntact(
      @ForAll("texts") String raw, @ForAll("texts") String end) {
    String line = "a" + Escaper.line(raw) + "a";
    String after = Escaper.line(end);

    assertThat(Markdown.kinds("x *" + line + "* in " + after)).containsExactly("Emphasis");
    assertThat(Markdown.kinds("x **" + line + "** in " + after)).containsExactly("StrongEmphasis");
  }

  @Property(seed = SEED, tries = 3_000)
  void escapedInlineCodeIsOnePieceOfCode(
      @ForAll("texts") String raw, @ForAll("texts") String beside) {
    String code = Escaper.inlineCode("x" + raw);
    String line = Escaper.line(beside);

    Harmless.inlineCode(code, raw);
    Markdown.code("on " + line + " ", code, " · " + line, raw);
    assertThat(code).doesNotContain("\n", "\t", "\r");
  }

  @Property(seed = SEED, tries = 3_000)
  void anEscapedBlockIsOneBlock(@ForAll("texts") String raw) {
    String block = Escaper.fenced("x" + raw);

    Harmless.fenced(block, raw);
    Markdown.block(block, raw);
  }

  @Property(seed = SEED, tries = 3_000)
  void cut_makesNothingLive(@ForAll("texts") String raw, @ForAll("texts") String other) {
    String text = Escaper.text(raw);
    String after = Escaper.line(other);

    for (int chars = 1; chars < text.length(); chars += 1 + text.length() / 8) {
      String cut = Texts.ellipsed(text, chars);

      Harmless.everywhere(cut, raw);
      Markdown.plain(cut + "\n" + after, raw);
    }
  }

  @Property(seed = SEED, tries = 3_000)
  void escaping_onlyAddsOrReplacesMarks(@ForAll("texts") String raw) {
    String clean = Cleaner.clean(raw, true);

    assertThat(bare(Escaper.text(raw))).isEqualTo(bare(clean));
    assertThat(Cleaner.clean(clean, true)).isEqualTo(clean);
  }

  @Property(seed = SEED, tries = 4, shrinking = ShrinkingMode.OFF)
  void aMillionCharsAreEscapedToo(@ForAll("huge") String raw) {
    Harmless.outsideCode(Escaper.text(raw), "huge");
    Harmless.inlineCode(Escaper.inlineCode(raw), "huge");
    Harmless.fenced(Escaper.fenced(raw), "huge");
  }

  @Example
  void everyPieceOfMarkupIsPlain() {
    String all = NastyTexts.markup().collect(Collectors.joining("\n"));

    Markdown.plain(Escaper.text(all), all);
    assertThat(Markdown.kinds(all)).as("what there is to escape").isNotEmpty();
  }

  @Provide
  Arbitrary<String> texts() {
    return NastyTexts.ofPieces(20);
  }

  @Provide
  Arbitrary<String> huge() {
    return NastyTexts.huge();
  }

  private static String bare(String text) {
    return text.replace("\u200B", "")
        .replace('*', '\u2217')
        .replace('~', '\u223C')
        .replace('`', '\u02CB');
  }
}
