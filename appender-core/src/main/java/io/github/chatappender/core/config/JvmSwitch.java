/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.util.Locale;
import java.util.Set;

/** Reads the switch for all appenders of a JVM: a system property or environment variable. */
final class JvmSwitch {

  private static final String NAME = "GOOGLE_CHAT_APPENDER_ENABLED";
  private static final Set<String> OFF = Set.of("false", "off", "no", "0");
  private static final Set<String> ON = Set.of("true", "on", "yes", "1");

  private final String value;

  private JvmSwitch(String value) {
    this.value = value;
  }

  static JvmSwitch of(ProcessFacts facts, ConfigReader in) {
    String text = facts.propertyOrVariable(NAME);
    String value = text == null ? "" : text.trim().toLowerCase(Locale.ROOT);
    if (!value.isEmpty() && !OFF.contains(value) && !ON.contains(value)) {
      in.fault(NAME + " must be true or false: " + ConfigReader.shown(value) + "; ignored");
    }
    return new JvmSwitch(value);
  }

  boolean isOff() {
    return OFF.contains(value);
  }

  @Override
  public String toString() {
    return NAME + " is " + value;
  }
}
