/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Normalises a text by R8: what changes from event to event becomes a placeholder. Stateless.
 *
 * <p>Linear time: a pattern starts only at a left edge, and what it repeats is possessive, bounded,
 * or gives back only what no other start reads again.
 */
final class TextRules {

  private static final int TEXT_CHARS = 2_048;
  private static final int RESULT_CHARS = 256;

  private static final String HEX = "[0-9A-Fa-f]";
  private static final String GROUP = HEX + "{1,4}+";
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";
  private static final String NO_WORD_AFTER = "(?![0-9A-Za-z])";
  private static final String LETTER_OR_DIGIT = "[\\p{L}\\p{Nd}]";
  private static final String BLANK = "[\\s\\p{Z}\\p{Cc}]";

  private static final List<TextRule> CLEANING =
      List.of(
          new TextRule(
              "\u001B",
              c -> c == '\u001B',
              Chars::none,
              "\u001B(?:\\[[0-?]*+[ -/]*+[@-~]|\\][^\u0007\u001B]*+(?:\u0007|\u001B\\\\))",
              ""),
          new TextRule("", Chars::blank, Chars::none, "[^ ]" + BLANK + "*+| " + BLANK + "++", " "));

  private static final TextRule URL =
      new TextRule(
          "://",
          Chars::scheme,
          Chars::scheme,
          "[A-Za-z0-9+.-]++://[^\\s\"'`<>]*[^\\s\"'`<>.,;:!?)\\]}]",
          "<url>");

  private static final TextRule EMAIL =
      new TextRule(
          "@",
          Chars::mail,
          Chars::mail,
          "[\\p{L}\\p{Nd}_%+.-]++@(?:[\\p{L}\\p{Nd}-]++\\.){1,8}\\p{L}{2,63}",
          "<email>");

  private static final TextRule UUID =
      new TextRule(
          "-",
          Chars::hex,
          Chars::word,
          HEX + "{8}(?:-" + HEX + "{4}){3}-" + HEX + "{12}" + NO_WORD_AFTER,
          "<uuid>");

  private static final TextRule DATE =
      new TextRule(
          "-",
          Chars::digit,
          Chars::digit,
          "[0-9]{4}-[0-9]{2}-[0-9]{2}"
              + "(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]++)?)?"
              + "(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?(?![0-9])",
          "<ts>");

  private static final TextRule TIME =
      new TextRule(
          ":",
          Chars::digit,
          Chars::hexOrColon,
          "[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]++)?(?![0-9:])",
          "<ts>");

  private static final TextRule IPV4 =
      new TextRule(
          ".",
          Chars::digit,
          Chars::digit,
          ("(?<![0-9]\\.)" + OCTET + "(?:\\." + OCTET + "){3}(?![0-9])(?!\\.[0-9])")
              + "(?::[0-9]{1,5}(?![0-9]))?",
          "<ip>");

  /**
   * Eight groups, or fewer around a double colon; a tail in IPv4 form is a placeholder by now. At
   * least one digit, so that {@code Feed::add} stays what it is.
   */
  private static final TextRule IPV6 =
      new TextRule(
          ":",
          Chars::hexOrColon,
          Chars::wordOrColon,
          ("(?=" + HEX + "{0,4}+:)(?=[A-Fa-f:]{0,39}+(?:[0-9]|<ip>))(?:")
              + ("(?:" + GROUP + ":){7}" + GROUP)
              + ("|(?:" + GROUP + ":){6}<ip>")
              + ("|(?:" + GROUP + "(?::" + GROUP + "){0,6})?::")
              + ("(?:(?:" + GROUP + ":){0,6}(?:" + GROUP + "|<ip>))?")
              + ")(?:%[0-9A-Za-z]++)?(?![0-9A-Za-z:])",
          "<ip>");

  private static final TextRule IDENTITY =
      new TextRule("@", c -> c == '@', Chars::none, "@" + HEX + "{5,8}+(?![0-9A-Za-z_])", "@<hex>");

  private static final TextRule HEX_NUMBER =
      new TextRule("0", c -> c == '0', Chars::word, "0[xX]" + HEX + "++", "<hex>");

  private static final TextRule HEX_TOKEN =
      new TextRule(
          "",
          Chars::hex,
          Chars::word,
          "(?=[0-9]*+[A-Fa-f])(?=[A-Fa-f]*+[0-9])" + HEX + "{8,}+" + NO_WORD_AFTER,
          "<hex>");

  /** An apostrophe inside a word is part of the word. */
  private static final TextRule QUOTED =
      new TextRule(
          "",
          Chars::quote,
          Character::isLetterOrDigit,
          ("'(?:[^']|(?<=" + LETTER_OR_DIGIT + ")'(?=" + LETTER_OR_DIGIT + ")){0,64}+'")
              + "|\"[^\"]{0,64}+\"",
          "<str>");

  private static final TextRule NUMBER =
      new TextRule("", Character::isDigit, Chars::none, "\\p{Nd}++(?:[.,]\\p{Nd}++)*+", "<n>");

  private static final TextRule LONG_NUMBER =
      new TextRule("", Chars::digit, Chars::digit, "[0-9]{5,}+", "<n>");

  /** Rules 1 to 10, in this order. */
  private static final List<TextRule> IDS =
      List.of(URL, EMAIL, UUID, DATE, TIME, IPV4, IPV6, IDENTITY, HEX_NUMBER, HEX_TOKEN);

  /** Rules 11 and 12. */
  private static final List<TextRule> VALUES = List.of(QUOTED, NUMBER);

  /** What R7 has for a template instead: its short numbers are constants. */
  private static final List<TextRule> LONG_NUMBERS = List.of(LONG_NUMBER);

  private TextRules() {}

  /** Returns a formatted text through all of R8. */
  static String text(String raw) {
    return apply(raw, VALUES);
  }

  /** Returns a template as R7 wants it. */
  static String template(String raw) {
    return apply(raw, LONG_NUMBERS);
  }

  /** Returns every rule there is. */
  static List<TextRule> all() {
    return Stream.of(CLEANING, IDS, VALUES, LONG_NUMBERS)
        .flatMap(List::stream)
        .collect(Collectors.toList());
  }

  private static String apply(String raw, List<TextRule> last) {
    String text = applyAll(Texts.cut(raw, TEXT_CHARS), CLEANING).strip();
    return Texts.cut(applyAll(applyAll(text, IDS), last), RESULT_CHARS);
  }

  private static String applyAll(String text, List<TextRule> rules) {
    String result = text;
    for (TextRule rule : rules) {
      result = rule.apply(result);
    }
    return result;
  }
}
