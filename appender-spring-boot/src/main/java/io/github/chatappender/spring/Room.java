/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds the settings of one room: the application's own, or a further one that receives the events
 * of some loggers. Immutable; two are equal if their appenders would be the same.
 */
final class Room {

  /** The name of the appender for the application's own room. */
  static final String MAIN = "google-chat";

  /** The appender's name. */
  final String name;

  /** The loggers whose events the room receives, by name or prefix; empty for all. */
  final List<String> loggers;

  private final Map<Setting, String> texts;
  private final Map<Setting, List<List<@Nullable String>>> elements;

  Room(
      String name,
      List<String> loggers,
      Map<Setting, String> texts,
      Map<Setting, List<List<@Nullable String>>> elements) {
    this.name = name;
    this.loggers = List.copyOf(loggers);
    this.texts = Map.copyOf(texts);
    this.elements = Map.copyOf(elements);
  }

  /** Returns whether the room receives the events of a logger. */
  boolean receives(String logger) {
    if (loggers.isEmpty()) {
      return true;
    }
    for (String prefix : loggers) {
      if (logger.startsWith(prefix)
          && (logger.length() == prefix.length() || logger.charAt(prefix.length()) == '.')) {
        return true;
      }
    }
    return false;
  }

  /** Returns the text of a setting, null if not set. */
  @Nullable String text(Setting setting) {
    return texts.get(setting);
  }

  Map<Setting, String> texts() {
    return texts;
  }

  /** Returns the elements of a setting, each with its parts in order. */
  List<List<@Nullable String>> elements(Setting setting) {
    return elements.getOrDefault(setting, List.of());
  }

  /** Returns the settings for a new appender. */
  Settings settings() {
    Settings settings = new Settings();
    texts.forEach(settings::set);
    elements(Setting.LINK).forEach(link -> settings.addLink(link.get(0), link.get(1)));
    elements(Setting.OWNER)
        .forEach(owner -> settings.addOwner(owner.get(0), owner.get(1), owner.get(2)));
    elements(Setting.REDACT).forEach(rule -> settings.addRedact(rule.get(0)));
    return settings;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Room
        && name.equals(((Room) other).name)
        && loggers.equals(((Room) other).loggers)
        && texts.equals(((Room) other).texts)
        && elements.equals(((Room) other).elements);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, loggers, texts, elements);
  }

  /** Returns the appender's name and the names of its settings, without values. */
  @Override
  public String toString() {
    return name + texts.keySet();
  }
}
