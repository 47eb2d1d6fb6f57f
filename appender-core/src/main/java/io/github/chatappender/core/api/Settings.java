/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the host's settings as unchecked text. No method throws. Not thread-safe. */
public final class Settings {

  private final Map<Setting, String> texts = new EnumMap<>(Setting.class);
  private final Map<Setting, List<List<@Nullable String>>> elements = new EnumMap<>(Setting.class);

  private @Nullable String contextName;
  private @Nullable String hostContext;
  private @Nullable String hostAppender;

  /** Creates empty settings. */
  public Settings() {}

  /**
   * Sets a setting, replacing an earlier value.
   *
   * @param setting the setting
   * @param text its value, null to unset it
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
   * Appends items to a list.
   *
   * @param setting the list
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
   * Adds a link.
   *
   * @param label the text shown for it
   * @param url its address, with placeholders
   * @return this
   */
  public Settings addLink(@Nullable String label, @Nullable String url) {
    return addElement(Setting.LINK, label, url);
  }

  /**
   * Adds an owner of code.
   *
   * @param packages comma-separated packages or classes
   * @param label the owner's name for display, null for none
   * @param mention who is mentioned: {@code all} or a user id, null for the one whom {@link
   *     Setting#MENTION} names
   * @return this
   */
  public Settings addOwner(
      @Nullable String packages, @Nullable String label, @Nullable String mention) {
    return addElement(Setting.OWNER, packages, label, mention);
  }

  /**
   * Adds a redaction rule.
   *
   * @param pattern a regular expression
   * @return this
   */
  public Settings addRedact(@Nullable String pattern) {
    return addElement(Setting.REDACT, pattern);
  }

  private Settings addElement(Setting setting, @Nullable String... parts) {
    // not List.of: a part may be null
    elements
        .computeIfAbsent(setting, s -> new ArrayList<>())
        .add(Collections.unmodifiableList(Arrays.asList(parts)));
    return this;
  }

  /**
   * Sets the name of the host's logging context, which may be the application's name.
   *
   * @param name the context's name, null for none
   * @return this
   */
  public Settings contextName(@Nullable String name) {
    contextName = name;
    return this;
  }

  /**
   * Returns the name of the host's logging context.
   *
   * @return the name, null if it has none
   */
  public @Nullable String contextName() {
    return contextName;
  }

  /**
   * Sets the names under which JMX clients find the appender.
   *
   * @param context the name of the host's context, null if it has none
   * @param appender the appender's name, null if it has none
   * @return this
   */
  public Settings names(@Nullable String context, @Nullable String appender) {
    hostContext = context;
    hostAppender = appender;
    return this;
  }

  /**
   * Returns the name of the host's context for JMX clients.
   *
   * @return a name, {@code default} if it has none
   */
  public String hostContext() {
    return hostContext == null || hostContext.isEmpty() ? "default" : hostContext;
  }

  /**
   * Returns the appender's name for JMX clients.
   *
   * @return a name, {@code GoogleChat} if it has none
   */
  public String hostAppender() {
    return hostAppender == null || hostAppender.isEmpty() ? "GoogleChat" : hostAppender;
  }

  /**
   * Returns the parts of each element of a setting.
   *
   * @param setting the setting
   * @return the elements in their order, possibly none
   */
  public List<List<@Nullable String>> elements(Setting setting) {
    return elements.getOrDefault(setting, List.of());
  }

  /**
   * Returns a setting's text.
   *
   * @param setting the setting
   * @return the text, null if not set
   */
  public @Nullable String text(Setting setting) {
    return texts.get(setting);
  }

  /** Returns the names of the settings that are set, without values. */
  @Override
  public String toString() {
    Set<Setting> set = EnumSet.noneOf(Setting.class);
    set.addAll(texts.keySet());
    set.addAll(elements.keySet());
    return set.toString();
  }
}
