/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.text.Chars;
import io.github.chatappender.core.text.Texts;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Normalises a text by R8: parts that change from event to event become placeholders. Stateless.
 *
 * <p>Linear time: a pattern starts only at a left edge, and its repetitions are possessive,
 * bounded, or give back only chars that no other start reads again.
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
  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}++(?:[.,]\\p{Nd}++)*+");

  /** A unit comes before its own prefixes; both of Unicode's micro signs. */
  private static final String UNIT =
      "(?:ns|us|[\u00b5\u03bc]s|ms|sec|s|min|m|h|d|B|kB|KB|MB|GB|TB|KiB|MiB|GiB|k|K|M)";

  private static final String DAY_OR_MONTH =
      "(?:M(?i:on(?:day)?|ar(?:ch)?|ay)|T(?i:ue(?:s(?:day)?)?|hu(?:rs(?:day)?)?)"
          + "|W(?i:ed(?:nesday)?)|F(?i:ri(?:day)?|eb(?:ruary)?)"
          + "|S(?i:at(?:urday)?|un(?:day)?|ept?(?:ember)?)|J(?i:an(?:uary)?|une?|uly?)"
          + "|A(?i:pr(?:il)?|ug(?:ust)?)|O(?i:ct(?:ober)?)|N(?i:ov(?:ember)?)"
          + "|D(?i:ec(?:ember)?))";

  /** Separates the parts of a date. */
  private static final String BESIDE = "[ ,./-]{1,2}";

  private static final String DAYS_OR_MONTHS =
      DAY_OR_MONTH + "(?:" + BESIDE + DAY_OR_MONTH + "){0,3}+";
  private static final String DIGIT_OR_TS = "(?:\\p{Nd}|<ts>)";

  private static final String WORD = "\\p{L}[^\\s,\\[\\]]{0,63}+";

  static final List<TextRule> CLEANING =
      List.of(
          new TextRule(
              "\u001B",
              c -> c == '\u001B',
              Chars::none,
              "\u001B(?:\\[[0-?]*+[ -/]*+[@-~]|\\][^\u0007\u001B]*+(?:\u0007|\u001B\\\\))",
              ""),
          new TextRule(
              "", Chars::blankOrControl, Chars::none, "[^ ]" + BLANK + "*+| " + BLANK + "++", " "));

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

  private static final TextRule MAC =
      new TextRule(
          "",
          Chars::hex,
          c -> Chars.wordOrColon(c) || c == '-',
          HEX + "{2}([:-])" + HEX + "{2}(?:\\1" + HEX + "{2}){4}(?!\\1?[0-9A-Za-z])",
          "<mac>");

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
   * Eight groups, or fewer around a double colon; a tail in IPv4 form is already a placeholder. At
   * least one digit, so that {@code Feed::add} stays unchanged.
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
              + "|\"[^\"]{0,64}+\"|`[^`]{0,64}+`",
          "<str>");

  /** One number with a unit, or several in a row as in {@code 2h30m}; keeps the units. */
  private static final TextRule QUANTITY =
      new TextRule(
          "",
          Character::isDigit,
          Character::isLetterOrDigit,
          ("(?<!\\p{Nd}[.,])\\p{Nd}++(?:[.,]\\p{Nd}++)*+" + UNIT)
              + ("(?:\\p{Nd}++" + UNIT + "){0,7}+(?!" + LETTER_OR_DIGIT + ")"),
          match -> DIGITS.matcher(match.group()).replaceAll("<n>"));

  /** A run with both letters and digits, and everything joined to its right. */
  private static final TextRule ID =
      new TextRule(
          "",
          Character::isLetterOrDigit,
          Character::isLetterOrDigit,
          ("(?=\\p{L}*+\\p{Nd})(?=\\p{Nd}*+\\p{L})" + LETTER_OR_DIGIT + "{4,}+")
              + ("(?:[-_+/]" + LETTER_OR_DIGIT + "++)*+=*+"),
          "<id>");

  /** A word is the name of a day or month only next to a number. */
  private static final TextRule CALENDAR =
      new TextRule(
          "",
          c -> "ADFJMNOSTW".indexOf(c) >= 0,
          Character::isLetterOrDigit,
          ("(?:(?<=" + DIGIT_OR_TS + BESIDE + ")" + DAYS_OR_MONTHS)
              + ("|" + DAYS_OR_MONTHS + "(?=" + BESIDE + DIGIT_OR_TS + "))")
              + "(?![\\p{L}\\p{Nd}_])",
          "<ts>");

  private static final TextRule NUMBER =
      new TextRule("", Character::isDigit, Chars::none, DIGITS.pattern(), "<n>");

  /** Brackets at the start of a text hold the name of a part of the application. */
  private static final TextRule BRACKETED =
      new TextRule(
          "[",
          c -> c == '[',
          Chars::none,
          "(?<=.)\\[" + WORD + "(?:, ?" + WORD + "){0,3}+]",
          "[<str>]");

  private static final TextRule LIST =
      new TextRule(
          "",
          c -> c == '<' || c == '?',
          Chars::none,
          "(<[a-z]{1,5}>|\\?)(?:(?:, |-)\\1)++",
          match -> match.group(1));

  private static final TextRule RULER =
      new TextRule(
          "", Chars::punctuation, Chars::none, "(\\p{Punct})\\1{2,}+", match -> match.group(1));

  /** Rules 1 to 18, in this order; the last one has two parts. */
  static final List<TextRule> MASKING =
      List.of(
          URL,
          EMAIL,
          UUID,
          DATE,
          MAC,
          TIME,
          IPV4,
          IPV6,
          IDENTITY,
          HEX_NUMBER,
          HEX_TOKEN,
          QUOTED,
          QUANTITY,
          ID,
          CALENDAR,
          NUMBER,
          BRACKETED,
          LIST,
          RULER);

  private TextRules() {}

  /** Applies all of R8 to a text or a template. */
  static String text(String raw) {
    String text = applyAll(Texts.cut(raw, TEXT_CHARS), CLEANING).strip();
    return Texts.cut(applyAll(text, MASKING), RESULT_CHARS);
  }

  private static String applyAll(String text, List<TextRule> rules) {
    String result = text;
    for (TextRule rule : rules) {
      result = rule.apply(result);
    }
    return result;
  }
}
