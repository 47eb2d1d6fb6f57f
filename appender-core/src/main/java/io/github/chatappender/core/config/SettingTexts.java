/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the host's texts: trims them, splits lists, and replaces blank ones by the default. Does
 * the same, with a note, for variables without a value: Log4j2 leaves them unchanged, Logback adds
 * a mark after their name. Not thread-safe.
 */
final class SettingTexts {

  private static final String OPENING = "${";
  private static final String LOGBACK_UNDEFINED = "_IS_UNDEFINED";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:\\w+:)?(\\w[\\w.-]*)");
  private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");
  private static final Pattern ITEM = Pattern.compile("(?:[^,{]++|\\{[^}]*+}?)++");
  private static final Pattern UNDEFINED_WITHIN =
      Pattern.compile("(\\w[\\w.-]*)" + LOGBACK_UNDEFINED);

  private final Settings settings;
  private final List<String> notes;

  SettingTexts(Settings settings, List<String> notes) {
    this.settings = settings;
    this.notes = notes;
  }

  /** Returns the text as the host gave it, null if not set. */
  @Nullable String given(Setting setting) {
    return settings.text(setting);
  }

  /** Returns the text, or the default; null if there is neither. */
  @Nullable String of(Setting setting) {
    String given = settings.text(setting);
    if (given == null || given.isBlank()) {
      return setting.defaultText();
    }
    String text = given.trim();
    String gap = gap(text);
    if (gap != null) {
      notes.add(setting.key() + " is not set: " + gap);
      return setting.defaultText();
    }
    return text;
  }

  /** Returns the items that are set, or the default's if none is. */
  List<String> list(Setting setting) {
    List<String> given = items(settings.text(setting));
    List<String> set = new ArrayList<>();
    for (String item : given) {
      String gap = gap(item);
      if (gap == null) {
        set.add(item);
      } else {
        String what = given.size() == 1 ? setting.key() : "an item of " + setting.key();
        notes.add(what + " is not set: " + gap);
      }
    }
    return set.isEmpty() ? items(setting.defaultText()) : List.copyOf(set);
  }

  /** Splits at commas, except within braces, where a comma belongs to a variable's default. */
  static List<String> items(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    List<String> items = new ArrayList<>();
    Matcher item = ITEM.matcher(text);
    while (item.find()) {
      String trimmed = item.group().trim();
      if (!trimmed.isEmpty()) {
        items.add(trimmed);
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
      Matcher undefined = UNDEFINED_WITHIN.matcher(part == null ? "" : part);
      String gap = undefined.find() ? withoutValue(undefined.group(1)) : gap(part);
      if (gap != null) {
        return gap;
      }
    }
    return null;
  }

  /** Returns why a text has no value, which is a variable without one; null if it has a value. */
  static @Nullable String gap(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.endsWith(LOGBACK_UNDEFINED)) {
      String name = text.substring(0, text.length() - LOGBACK_UNDEFINED.length());
      // the text before the variable is not shown: it may be part of a secret
      return withoutValue(NAME.matcher(name).matches() ? name : "at its end");
    }
    if (!text.contains(OPENING)) {
      return null;
    }
    Matcher matcher = VARIABLE.matcher(text);
    return withoutValue(matcher.find() ? matcher.group(1) : "without a name");
  }

  private static String withoutValue(String variable) {
    return "variable " + variable + " has no value";
  }
}
