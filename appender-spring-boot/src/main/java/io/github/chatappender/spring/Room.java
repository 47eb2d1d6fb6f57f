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
  private final List<List<@Nullable String>> links;
  private final List<String> redactRules;

  Room(
      String name,
      List<String> loggers,
      Map<Setting, String> texts,
      List<List<@Nullable String>> links,
      List<String> redactRules) {
    this.name = name;
    this.loggers = List.copyOf(loggers);
    this.texts = Map.copyOf(texts);
    this.links = List.copyOf(links);
    this.redactRules = List.copyOf(redactRules);
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

  /** Returns label and address of each link. */
  List<List<@Nullable String>> links() {
    return links;
  }

  List<String> redactRules() {
    return redactRules;
  }

  /** Returns the settings for a new appender. */
  Settings settings() {
    Settings settings = new Settings();
    texts.forEach(settings::set);
    for (List<@Nullable String> link : links) {
      settings.addLink(link.get(0), link.get(1));
    }
    redactRules.forEach(settings::addRedact);
    return settings;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Room
        && name.equals(((Room) other).name)
        && loggers.equals(((Room) other).loggers)
        && texts.equals(((Room) other).texts)
        && links.equals(((Room) other).links)
        && redactRules.equals(((Room) other).redactRules);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, loggers, texts, links, redactRules);
  }

  /** Returns the appender's name and the names of its settings, without values. */
  @Override
  public String toString() {
    return name + texts.keySet();
  }
}
