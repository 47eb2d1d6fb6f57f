/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.text.Chars;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the settings' texts into values. Adds a problem for each unusable text and uses the default
 * instead. Never throws. Not thread-safe.
 */
final class ConfigReader {

  final ConfigProblems problems = new ConfigProblems();
  final SettingTexts texts;

  ConfigReader(Settings settings) {
    this.texts = new SettingTexts(settings, problems.notes);
  }

  /**
   * Returns a setting's value, or the default's if the parser returns null; null if there is
   * neither.
   */
  <V> @Nullable V optional(Setting setting, Function<String, @Nullable V> parser, String rule) {
    String text = texts.of(setting);
    V value = text == null ? null : parser.apply(text);
    if (text == null || value != null) {
      return value;
    }
    problems.add(setting, rule, text);
    String instead = setting.defaultText();
    return instead == null ? null : parser.apply(instead);
  }

  /** Returns the value of a setting that has a default. */
  <V> V value(Setting setting, Function<String, @Nullable V> parser, String rule) {
    return Objects.requireNonNull(optional(setting, parser, rule), setting.key());
  }

  /** Returns the text or its default. */
  @Nullable String text(Setting setting, int maxChars) {
    return text(setting, maxChars, setting.defaultText());
  }

  /** Returns the text, or the found value if the text is not set or too long. */
  @Nullable String text(Setting setting, int maxChars, @Nullable String found) {
    String text = texts.of(setting);
    if (text != null && text.length() > maxChars) {
      String beginning = text.substring(0, 20) + "…";
      problems.add(setting, "have at most " + maxChars + " characters", beginning, found);
      return found;
    }
    return text == null ? found : text;
  }

  boolean flag(Setting setting) {
    return value(setting, text -> isFirst(text, "true", "false"), "be true or false");
  }

  /** Returns whether the text is the first of two words, in any case. */
  boolean either(Setting setting, String first, String second) {
    String rule = "be one of " + first + ", " + second;
    return value(setting, text -> isFirst(text, first, second), rule);
  }

  private static @Nullable Boolean isFirst(String text, String first, String second) {
    boolean isFirst = text.equalsIgnoreCase(first);
    boolean isKnown = isFirst || text.equalsIgnoreCase(second);
    return isKnown ? isFirst : null;
  }

  /** Reads one of an enum's constants, in any case. */
  <C extends Enum<C>> C oneOf(Setting setting, C[] constants) {
    StringJoiner names = new StringJoiner(", ");
    for (C constant : constants) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
    }
    return value(setting, text -> named(constants, text), "be one of " + names);
  }

  private static <C extends Enum<C>> @Nullable C named(C[] constants, String text) {
    for (C constant : constants) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    return null;
  }

  int integer(Setting setting, int min, int max) {
    return integer(setting, min, max, "");
  }

  /** Reads a whole number; {@code more} is added to the rule about its range. */
  int integer(Setting setting, int min, int max, String more) {
    String rule = "be a whole number from " + min + " to " + max + more;
    return value(setting, text -> parseInteger(text, min, max), rule);
  }

  private static @Nullable Integer parseInteger(String text, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      return value < min || value > max ? null : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  Duration duration(Setting setting, String min, String max) {
    String text = Objects.requireNonNull(texts.of(setting), setting.key());
    Duration value = Durations.parse(text);
    if (value == null) {
      String rule =
          text.chars().allMatch(Chars::digit)
              ? "have a unit, such as " + text + " s"
              : "be a duration such as 500 ms, 1 s, 15 min, 2 h, 1 d or PT1S";
      problems.add(setting, rule, text);
    } else if (value.compareTo(knownDuration(min)) < 0 || value.compareTo(knownDuration(max)) > 0) {
      problems.add(setting, "be from " + min + " to " + max, text);
      value = null;
    }
    return value == null ? knownDuration(setting.defaultText()) : value;
  }

  /** Reads two durations; if the first is longer, the defaults of both apply. */
  List<Duration> ascending(Setting shorter, Setting longer, String min, String max) {
    Duration first = duration(shorter, min, max);
    Duration second = duration(longer, min, max);
    if (first.compareTo(second) <= 0) {
      return List.of(first, second);
    }
    problems.faults.add(
        String.format(
            "%s must be at most %s: %s and %s; using %s and %s",
            shorter.key(),
            longer.key(),
            textOf(shorter, first),
            textOf(longer, second),
            shorter.defaultText(),
            longer.defaultText()));
    return List.of(knownDuration(shorter.defaultText()), knownDuration(longer.defaultText()));
  }

  /** Returns the text that a value was read from: the given one, else the default. */
  private @Nullable String textOf(Setting setting, Duration value) {
    String given = texts.given(setting);
    return given != null && value.equals(Durations.parse(given.trim()))
        ? given.trim()
        : setting.defaultText();
  }

  private static Duration knownDuration(@Nullable String text) {
    return Objects.requireNonNull(text == null ? null : Durations.parse(text), text);
  }
}
