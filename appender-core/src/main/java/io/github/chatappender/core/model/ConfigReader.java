/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the settings' texts into values, and collects what is wrong with them instead of throwing,
 * so that all of it is told at once. Not thread-safe.
 */
final class ConfigReader {

  private static final int MOST_DIGITS = 9;

  private final Settings settings;
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  ConfigReader(Settings settings) {
    this.settings = settings;
  }

  List<String> problems() {
    return problems;
  }

  /** Returns what a person should know although it is not wrong. */
  List<String> notes() {
    return notes;
  }

  void problem(Setting setting, String rule, String value) {
    problems.add(setting.key() + " must " + rule + (setting.isSensitive() ? "" : ": " + value));
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /** Returns the text, or the default; null if there is neither. */
  @Nullable String text(Setting setting) {
    String text = settings.text(setting);
    if (text == null || text.isBlank()) {
      return setting.defaultText();
    }
    String variable = unsetVariable(text.trim());
    if (variable != null) {
      notes.add(setting.key() + " is not set: " + withoutValue(variable));
      return setting.defaultText();
    }
    return text.trim();
  }

  @Nullable String text(Setting setting, int maxChars) {
    String text = text(setting);
    if (text != null && text.length() > maxChars) {
      problem(setting, "have at most " + maxChars + " characters", text.substring(0, 20) + "…");
    }
    return text;
  }

  /** Returns the items that are set, or those of the default if none is. */
  List<String> list(Setting setting) {
    List<String> given = items(settings.text(setting));
    List<String> set = new ArrayList<>();
    for (String item : given) {
      String variable = unsetVariable(item);
      if (variable == null) {
        set.add(item);
      } else {
        String what = given.size() == 1 ? setting.key() : "an item of " + setting.key();
        notes.add(what + " is not set: " + withoutValue(variable));
      }
    }
    return set.isEmpty() ? items(setting.defaultText()) : List.copyOf(set);
  }

  /** A comma ends an item, but not within braces: there it is of a variable's default. */
  private static List<String> items(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    List<String> items = new ArrayList<>();
    boolean inBraces = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ',' : text.charAt(i);
      inBraces = c == '{' || (inBraces && c != '}' && i < text.length());
      if (c == ',' && !inBraces) {
        String item = text.substring(start, i).trim();
        if (!item.isEmpty()) {
          items.add(item);
        }
        start = i + 1;
      }
    }
    return List.copyOf(items);
  }

  /** Returns the elements of which every part that was given is set. */
  List<List<@Nullable String>> elements(Setting setting) {
    List<List<@Nullable String>> set = new ArrayList<>();
    int number = 0;
    for (List<@Nullable String> element : settings.elements(setting)) {
      number++;
      String gap = gap(element);
      if (gap == null) {
        set.add(element);
      } else {
        notes.add(setting.key() + " " + number + " is not set: " + gap);
      }
    }
    return set;
  }

  private static @Nullable String gap(List<@Nullable String> element) {
    for (String part : element) {
      if (part != null && part.isBlank()) {
        return "a part of it is empty";
      }
      String variable = part == null ? null : unsetVariableWithin(part);
      if (variable != null) {
        return withoutValue(variable);
      }
    }
    return null;
  }

  boolean flag(Setting setting) {
    String text = required(setting);
    boolean value = text.equalsIgnoreCase("true");
    if (!value && !text.equalsIgnoreCase("false")) {
      problem(setting, "be true or false", text);
    }
    return value;
  }

  int integer(Setting setting, int min, int max) {
    String text = required(setting);
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as out of range
    }
    problem(setting, "be a whole number from " + min + " to " + max, text);
    return min;
  }

  Duration duration(Setting setting, String min, String max) {
    String text = required(setting);
    Duration value = parseDuration(text);
    if (value == null) {
      problem(setting, "be a duration such as 500 ms, 1 s, 15 min, 2 h, 1 d or PT1S", text);
      return Duration.ZERO;
    }
    if (value.compareTo(knownDuration(min)) < 0 || value.compareTo(knownDuration(max)) > 0) {
      problem(setting, "be from " + min + " to " + max, text);
    }
    return value;
  }

  /** Tells whether the text is the first of two words, in any case. */
  boolean either(Setting setting, String first, String second) {
    String text = required(setting);
    boolean isFirst = text.equalsIgnoreCase(first);
    if (!isFirst && !text.equalsIgnoreCase(second)) {
      problem(setting, "be one of " + first + ", " + second, text);
    }
    return isFirst;
  }

  /** Reads one of an enum's constants, in any case. */
  <C extends Enum<C>> C oneOf(Setting setting, C[] constants) {
    String text = required(setting);
    for (C constant : constants) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    problem(setting, "be one of " + names(constants), text);
    return constants[0];
  }

  @Nullable ProxyAddress proxy(Setting setting) {
    String text = text(setting);
    ProxyAddress proxy = text == null ? null : ProxyAddress.parse(text);
    if (text != null && proxy == null) {
      problem(setting, "be [user:password@]host:port", text);
    }
    return proxy;
  }

  private String required(Setting setting) {
    String text = text(setting);
    if (text == null) {
      throw new IllegalStateException(setting + " has no default");
    }
    return text;
  }

  private static Duration knownDuration(String text) {
    Duration duration = parseDuration(text);
    if (duration == null) {
      throw new IllegalArgumentException(text);
    }
    return duration;
  }

  static @Nullable Duration parseDuration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits > 0 && digits <= MOST_DIGITS) {
      long amount = Long.parseLong(text.substring(0, digits));
      switch (text.substring(digits).trim()) {
        case "ms":
          return Duration.ofMillis(amount);
        case "s":
          return Duration.ofSeconds(amount);
        case "min":
          return Duration.ofMinutes(amount);
        case "h":
          return Duration.ofHours(amount);
        case "d":
          return Duration.ofDays(amount);
        default:
          return null; // ISO 8601 begins with a P
      }
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String withoutValue(String variable) {
    return "variable " + variable + " has no value";
  }

  private static @Nullable String unsetVariableWithin(String text) {
    return mayHoldVariable(text) ? UnsetVariable.within(text) : null;
  }

  private static @Nullable String unsetVariable(String text) {
    return mayHoldVariable(text) ? UnsetVariable.of(text) : null;
  }

  /**
   * Most texts do not: what knows variables is not even loaded for them at an application's start.
   */
  private static boolean mayHoldVariable(String text) {
    return text.contains(UnsetVariable.OPENING) || text.contains(UnsetVariable.LOGBACK_UNDEFINED);
  }

  private static String names(Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
