/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.api.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects one line for each text that cannot be used, never a secret. Not thread-safe. */
final class ConfigProblems {

  private static final int SHOWN_CHARS = 60;
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /** The problems that leave the appender idle, because posting would be unsafe. */
  final List<String> vital = new ArrayList<>();

  /** The unusable settings, with the value used instead. */
  final List<String> faults = new ArrayList<>();

  /** Lines that a user should know although nothing is wrong. */
  final List<String> notes = new ArrayList<>();

  /** Adds a value that breaks a rule; the default, if any, is used instead. */
  void add(Setting setting, String rule, String value) {
    add(setting, rule, value, setting.defaultText());
  }

  /** Adds a value that breaks a rule, and the value used instead, null if none. */
  void add(Setting setting, String rule, String value, @Nullable String instead) {
    String line = setting.key() + " must " + rule;
    if (!setting.isSensitive()) {
      line += ": " + (setting.isElement() ? oneLine(value, value.length()) : shown(value));
    }
    if (setting.isVital()) {
      vital.add(line);
    } else {
      faults.add(line + (instead == null ? "; ignored" : "; using " + instead));
    }
  }

  /** Returns a value as one short line. Hides addresses, since any of them may hold a secret. */
  static String shown(String value) {
    boolean address = value.contains("://") || value.contains("token=") || value.contains("key=");
    return address ? "an address" : oneLine(value, SHOWN_CHARS);
  }

  private static String oneLine(String value, int maxChars) {
    String line = UNPRINTABLE.matcher(value).replaceAll(" ");
    return line.codePointCount(0, line.length()) <= maxChars
        ? line
        : line.substring(0, line.offsetByCodePoints(0, maxChars)) + "…";
  }
}
