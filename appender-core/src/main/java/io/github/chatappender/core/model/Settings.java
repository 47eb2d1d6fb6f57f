/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings as the host hands them over: as text, unchecked. No method throws. Not
 * thread-safe.
 */
public final class Settings {

  private final Map<Setting, String> texts = new EnumMap<>(Setting.class);

  /** Starts with nothing set. */
  public Settings() {}

  /**
   * Sets a setting, in place of what was set before.
   *
   * @param setting which one
   * @param text its value, null to take it back
   * @return this
   */
  public Settings set(Setting setting, @Nullable String text) {
    if (text == null) {
      texts.remove(setting);
    } else {
      texts.put(setting, text);
    }
    return this;
  }

  /**
   * Adds to a list, behind what was set before.
   *
   * @param setting which list
   * @param text comma-separated items, null for none
   * @return this
   */
  public Settings add(Setting setting, @Nullable String text) {
    if (text != null) {
      texts.merge(setting, text, (before, more) -> before + "," + more);
    }
    return this;
  }

  /**
   * Returns a setting's text.
   *
   * @param setting which one
   * @return the text as it was set, null if it was not
   */
  @Nullable String text(Setting setting) {
    return texts.get(setting);
  }

  @Override
  public String toString() {
    return texts.keySet().toString();
  }
}
