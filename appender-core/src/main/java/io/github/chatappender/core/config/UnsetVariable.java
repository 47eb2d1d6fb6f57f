/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds variables without a value in a host's configuration: Log4j2 leaves them unchanged, Logback
 * adds a note after their name. Stateless.
 */
final class UnsetVariable {

  static final String OPENING = "${";
  static final String LOGBACK_UNDEFINED = "_IS_UNDEFINED";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:\\w+:)?(\\w[\\w.-]*)");
  private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");
  private static final Pattern UNDEFINED_WITHIN =
      Pattern.compile("(\\w[\\w.-]*)" + LOGBACK_UNDEFINED);

  private UnsetVariable() {}

  /** Returns the name of an unset variable that voids the whole value, null if none. */
  static @Nullable String of(String text) {
    if (text.endsWith(LOGBACK_UNDEFINED)) {
      String name = text.substring(0, text.length() - LOGBACK_UNDEFINED.length());
      // the text before the variable is not shown: it may be part of a secret
      return NAME.matcher(name).matches() ? name : "at its end";
    }
    if (!text.contains(OPENING)) {
      return null;
    }
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.find() ? matcher.group(1) : "without a name";
  }

  /** Returns the name of an unset variable anywhere in a longer text, null if none. */
  static @Nullable String within(String text) {
    Matcher undefined = UNDEFINED_WITHIN.matcher(text);
    return undefined.find() ? undefined.group(1) : of(text);
  }
}
