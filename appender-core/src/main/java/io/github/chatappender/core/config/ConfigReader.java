/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the settings' texts into values. Collects one line for each unusable text and uses the
 * default instead; if posting would then be unsafe, the line is a problem that leaves the appender
 * idle. Never throws. Not thread-safe.
 */
final class ConfigReader {

  private static final int MOST_DIGITS = 9;
  private static final int SHOWN_CHARS = 60;

  private final Settings settings;

  /** The problems that leave the appender idle. */
  final List<String> problems = new ArrayList<>();

  /** The unusable settings, one line each, with the value used instead. */
  final List<String> faults = new ArrayList<>();

  /** Lines that a user should know although nothing is wrong. */
  final List<String> notes = new ArrayList<>();

  ConfigReader(Settings settings) {
    this.settings = settings;
  }

  /** Adds a value that breaks a rule; the default, if any, is used instead. */
  void problem(Setting setting, String rule, String value) {
    problem(setting, rule, value, setting.defaultText());
  }

  /** Adds a value that breaks a rule, and the value used instead, null if none. */
  void problem(Setting setting, String rule, String value, @Nullable String instead) {
    String line = setting.key() + " must " + rule;
    if (!setting.isSensitive()) {
      line += ": " + (setting.isElement() ? oneLine(value, value.length()) : shown(value));
    }
    if (setting.isVital()) {
      problems.add(line);
    } else {
      fault(line + (instead == null ? "; ignored" : "; using " + instead));
    }
  }

  /** Adds a line about an unusable setting. */
  void fault(String line) {
    faults.add(line);
  }

  /** Adds a line that a user should know although nothing is wrong. */
  void note(String line) {
    notes.add(line);
  }

  /** Returns a value as one short line. Hides addresses, since any of them may hold a secret. */
  static String shown(String value) {
    boolean address = value.contains("://") || value.contains("token=") || value.contains("key=");
    return address ? "an address" : oneLine(value, SHOWN_CHARS);
  }

  private static String oneLine(String value, int maxChars) {
    StringBuilder line = new StringBuilder();
    value.codePoints().limit(maxChars).forEach(c -> line.appendCodePoint(isPrintable(c) ? c : ' '));
    return line + (value.codePointCount(0, value.length()) > maxChars ? "…" : "");
  }

  private static boolean isPrintable(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }

  /** Returns the name of the host's logging context, null if it has none. */
  @Nullable String contextName() {
    return settings.contextName();
  }

  /** Returns a setting's text as given by the host, null if not set. */
  @Nullable String given(Setting setting) {
    return settings.text(setting);
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
    return orFound(setting, maxChars, setting.defaultText());
  }

  /** Returns the text, or the found value if the text is not set or too long. */
  @Nullable String orFound(Setting setting, int maxChars, @Nullable String found) {
    String text = text(setting);
    if (text != null && text.length() > maxChars) {
      String beginning = text.substring(0, 20) + "…";
      problem(setting, "have at most " + maxChars + " characters", beginning, found);
      return found;
    }
    return text == null ? found : text;
  }

  /** Returns the items that are set, or the default's if none is. */
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

  /** Splits at commas, except within braces, where a comma belongs to a variable's default. */
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

  /** Returns the elements whose given parts are all set. */
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
      return defaultOf(setting).equals("true");
    }
    return value;
  }

  int integer(Setting setting, int min, int max) {
    return integer(setting, min, max, "");
  }

  /** Reads a whole number; {@code more} is added to the rule about its range. */
  int integer(Setting setting, int min, int max, String more) {
    String text = required(setting);
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, as out of range
    }
    problem(setting, "be a whole number from " + min + " to " + max + more, text);
    return Integer.parseInt(defaultOf(setting));
  }

  Duration duration(Setting setting, String min, String max) {
    String text = required(setting);
    Duration value = parseDuration(text);
    if (value == null) {
      boolean bare = text.chars().allMatch(c -> c >= '0' && c <= '9');
      String rule =
          bare
              ? "have a unit, such as " + text + " s"
              : "be a duration such as 500 ms, 1 s, 15 min, 2 h, 1 d or PT1S";
      problem(setting, rule, text);
    } else if (value.compareTo(knownDuration(min)) < 0 || value.compareTo(knownDuration(max)) > 0) {
      problem(setting, "be from " + min + " to " + max, text);
      value = null;
    }
    return value == null ? defaultDuration(setting) : value;
  }

  /** Reads two durations; if the first is longer, the defaults of both apply. */
  List<Duration> ascending(Setting shorter, Setting longer, String min, String max) {
    Duration first = duration(shorter, min, max);
    Duration second = duration(longer, min, max);
    if (first.compareTo(second) <= 0) {
      return List.of(first, second);
    }
    fault(
        shorter.key()
            + " must be at most "
            + longer.key()
            + ": "
            + textOf(shorter, first)
            + " and "
            + textOf(longer, second)
            + "; using "
            + shorter.defaultText()
            + " and "
            + longer.defaultText());
    return List.of(defaultDuration(shorter), defaultDuration(longer));
  }

  /** Returns the text that a value was read from: the given one, else the default. */
  private String textOf(Setting setting, Duration value) {
    String text = settings.text(setting);
    return text != null && value.equals(parseDuration(text.trim()))
        ? text.trim()
        : defaultOf(setting);
  }

  private static Duration defaultDuration(Setting setting) {
    return knownDuration(defaultOf(setting));
  }

  /** Returns whether the text is the first of two words, in any case. */
  boolean either(Setting setting, String first, String second) {
    String text = required(setting);
    boolean isFirst = text.equalsIgnoreCase(first);
    if (!isFirst && !text.equalsIgnoreCase(second)) {
      problem(setting, "be one of " + first + ", " + second, text);
      return defaultOf(setting).equals(first);
    }
    return isFirst;
  }

  /** Reads one of an enum's constants, in any case. */
  <C extends Enum<C>> C oneOf(Setting setting, C[] constants) {
    String text = required(setting);
    C value = named(constants, text);
    if (value == null) {
      problem(setting, "be one of " + names(constants), text);
      value = named(constants, defaultOf(setting));
    }
    return Objects.requireNonNull(value);
  }

  private static <C extends Enum<C>> @Nullable C named(C[] constants, String text) {
    for (C constant : constants) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    return null;
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
    return text == null ? defaultOf(setting) : text;
  }

  private static String defaultOf(Setting setting) {
    return Objects.requireNonNull(setting.defaultText(), setting.key());
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

  static @Nullable String unsetVariable(String text) {
    return mayHoldVariable(text) ? UnsetVariable.of(text) : null;
  }

  /**
   * Returns whether a text may hold a variable. Most do not, which saves loading {@code
   * UnsetVariable} at application start.
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
