/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySource.StubPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds the names below {@code google-chat} that an application's files, command line and system
 * properties hold. Environment variables are left out: their names belong to the whole machine, and
 * {@code GOOGLE_CHAT_APPENDER_ENABLED} is one of them.
 */
final class PropertyNames {

  private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("google-chat");

  /** The longest name for which a nearest one is sought, in chars. */
  private static final int NAME_CHARS = 100;

  /** Spring Boot's sources that hold no names of their own. */
  private static final Set<String> WITHOUT_NAMES = Set.of("configurationProperties", "random");

  private PropertyNames() {}

  /**
   * Returns whether any source may hold a setting besides the address's variable. Mostly none does,
   * and then a start need not look up each setting in each source.
   */
  static boolean mayExist(ConfigurableEnvironment environment) {
    String address = System.getenv(ChatProperties.VARIABLE);
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource) {
        for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
          boolean isOurs = name.regionMatches(true, 0, "google", 0, "google".length());
          boolean isAddress = name.equals(ChatProperties.VARIABLE);
          if (isOurs && !(isAddress && Objects.equals(source.getProperty(name), address))) {
            return true;
          }
        }
      } else if (!(source instanceof StubPropertySource)
          && !WITHOUT_NAMES.contains(source.getName())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether there is any. */
  static boolean exist(ConfigurableEnvironment environment) {
    return !below(environment).isEmpty();
  }

  /** Returns the labels of the further rooms. */
  static Set<String> labels(ConfigurableEnvironment environment) {
    Set<String> labels = new TreeSet<>();
    for (ConfigurationPropertyName name : below(environment)) {
      if (name.getNumberOfElements() > 2
          && name.getElement(1, Form.UNIFORM).equals(ChatProperties.ROOMS)) {
        labels.add(name.getElement(2, Form.DASHED));
      }
    }
    return labels;
  }

  /** Returns a line for each name that is no setting, with the nearest one. */
  static List<String> unknown(ConfigurableEnvironment environment) {
    Map<String, String> settings = new TreeMap<>();
    for (Setting setting : Setting.values()) {
      String kebab = ChatProperties.kebab(setting.key());
      settings.put(uniform(kebab), kebab);
    }
    settings.put(uniform(ChatProperties.REQUEST_MDC), ChatProperties.REQUEST_MDC);
    settings.put(ChatProperties.ROOMS, ChatProperties.ROOMS);
    Map<String, String> parts = new TreeMap<>();
    ChatProperties.ROOM_PARTS.forEach(part -> parts.put(uniform(part), part));

    Set<String> lines = new LinkedHashSet<>();
    for (ConfigurationPropertyName name : below(environment)) {
      String first = name.getElement(1, Form.UNIFORM);
      boolean ofRoom = first.equals(ChatProperties.ROOMS) && name.getNumberOfElements() > 3;
      Map<String, String> known = ofRoom ? parts : settings;
      int position = ofRoom ? 3 : 1;
      String element = name.getElement(position, Form.UNIFORM);
      if (!known.containsKey(element)) {
        String prefix = name.chop(position).toString();
        String nearest = nearest(element, known);
        lines.add(
            prefix
                + "."
                + name.getElement(position, Form.ORIGINAL)
                + " is not a setting"
                + (nearest == null ? "" : "; did you mean " + prefix + "." + nearest + "?"));
      }
    }
    return new ArrayList<>(lines);
  }

  private static String uniform(String kebab) {
    return kebab.replace("-", "");
  }

  private static @Nullable String nearest(String name, Map<String, String> known) {
    String best = null;
    int least = Math.max(2, name.length() / 3) + 1;
    for (Map.Entry<String, String> candidate : known.entrySet()) {
      boolean begins = candidate.getKey().startsWith(name);
      int distance = begins ? 1 : distance(name, candidate.getKey());
      if (distance < least) {
        least = distance;
        best = candidate.getValue();
      }
    }
    return best;
  }

  /** Returns how many characters have to be added, removed or replaced. */
  private static int distance(String left, String right) {
    if (left.length() > NAME_CHARS) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }

  private static List<ConfigurationPropertyName> below(ConfigurableEnvironment environment) {
    List<ConfigurationPropertyName> names = new ArrayList<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource
          && !(source instanceof SystemEnvironmentPropertySource)) {
        for (String text : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
          ConfigurationPropertyName name = parsed(text);
          if (name != null) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  private static @Nullable ConfigurationPropertyName parsed(String text) {
    if (!text.startsWith("google")) {
      return null;
    }
    try {
      ConfigurationPropertyName name = ConfigurationPropertyName.adapt(text, '.');
      return ROOT.isAncestorOf(name) ? name : null;
    } catch (RuntimeException e) {
      return null;
    }
  }
}
