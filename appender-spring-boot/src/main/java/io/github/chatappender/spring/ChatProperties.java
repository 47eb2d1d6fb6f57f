/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.Setting;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the {@code google-chat.*} properties as text. Looks up each setting by its name, because
 * only then does {@code GOOGLE_CHAT_WEBHOOK_URL} count as {@code google-chat.webhook-url}. Never
 * throws: a property that cannot be read is a line in {@link #problems}. Not thread-safe.
 */
final class ChatProperties {

  static final String PREFIX = "google-chat.";
  static final String ROOMS = "rooms";
  static final String REQUEST_MDC = "request-mdc";

  /** The parts of a further room. */
  static final List<String> ROOM_PARTS =
      List.of("loggers", "level", "webhook-url", "webhook-url-file");

  /** The system property or environment variable that holds the address if nothing else does. */
  static final String VARIABLE = "GOOGLE_CHAT_WEBHOOK_URL";

  private static final String BY_NAME = "env:";

  /** A property source that only Spring's tests have. */
  private static final String TEST_SOURCE = "Inlined Test Properties";

  private static final Set<Setting> LEVELS =
      Set.of(Setting.LEVEL, Setting.CRITICAL_LEVEL, Setting.MENTION_LEVEL);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  final List<String> problems = new ArrayList<>();

  private final ConfigurableEnvironment environment;
  private final Binder binder;
  private final boolean test;

  ChatProperties(ConfigurableEnvironment environment) {
    this.environment = environment;
    this.binder = Binder.get(environment);
    this.test = environment.getPropertySources().contains(TEST_SOURCE);
  }

  /** Returns a setting's name as a property, such as {@code google-chat.webhook-url}. */
  static String nameOf(Setting setting) {
    return PREFIX + kebab(setting.key());
  }

  static String kebab(String camelCase) {
    StringBuilder kebab = new StringBuilder();
    for (int i = 0; i < camelCase.length(); i++) {
      char c = camelCase.charAt(i);
      if (Character.isUpperCase(c)) {
        kebab.append('-');
      }
      kebab.append(Character.toLowerCase(c));
    }
    return kebab.toString();
  }

  /**
   * Reads the rooms: first the application's own, then the further ones in the order of their
   * labels.
   *
   * @param ownPackages the application's packages, for applications that do not set theirs
   */
  List<Room> rooms(List<String> ownPackages) {
    if (!PropertyNames.mayExist(environment)) {
      Map<Setting, String> texts = new EnumMap<>(Setting.class);
      addFromSurroundings(texts, ownPackages);
      return List.of(room(Room.MAIN, List.of(), texts, Map.of()));
    }
    Map<Setting, String> texts = texts();
    addFromSurroundings(texts, ownPackages);
    Map<Setting, List<List<@Nullable String>>> elements = new EnumMap<>(Setting.class);
    elements.put(Setting.LINK, elements(Setting.LINK, "label", "url"));
    elements.put(Setting.OWNER, elements(Setting.OWNER, "packages", "label", "mention"));
    elements.put(Setting.REDACT, redactRules());
    List<Room> rooms = new ArrayList<>();
    rooms.add(room(Room.MAIN, List.of(), texts, elements));
    Set<String> labels = new TreeSet<>(PropertyNames.labels(environment));
    for (String label : labels) {
      Map<Setting, String> own = new EnumMap<>(texts);
      List<String> loggers = furtherRoom(label, own);
      if (!loggers.isEmpty()) {
        rooms.add(room(Room.MAIN + "-" + label, loggers, own, elements));
      }
    }
    checkRequestMdc();
    problems.addAll(PropertyNames.unknown(environment));
    return List.copyOf(rooms);
  }

  private void checkRequestMdc() {
    String text = text(PREFIX + REQUEST_MDC);
    if (text != null && !"false".equalsIgnoreCase(text) && !"true".equalsIgnoreCase(text)) {
      problems.add(PREFIX + REQUEST_MDC + " must be true or false; using true");
    }
  }

  private Map<Setting, String> texts() {
    Map<Setting, String> texts = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String text = setting.isElement() ? null : text(setting);
      if (text != null) {
        texts.put(setting, text);
      }
    }
    // the appender reads this variable itself, and then says where the address came from
    texts.remove(Setting.WEBHOOK_URL, System.getenv(VARIABLE));
    return texts;
  }

  private @Nullable String text(Setting setting) {
    String name = nameOf(setting);
    if (setting.isList()) {
      return list(name);
    }
    String text = text(name);
    // YAML reads off as false
    return LEVELS.contains(setting) && "false".equals(text) ? "OFF" : text;
  }

  private @Nullable String list(String name) {
    List<String> items = bind(name, Bindable.listOf(String.class));
    return items == null ? null : String.join(",", items);
  }

  private @Nullable String text(String name) {
    return bind(name, Bindable.of(String.class));
  }

  private <T> @Nullable T bind(String name, Bindable<T> target) {
    try {
      return binder.bind(name, target).orElse(null);
    } catch (RuntimeException e) {
      // only the class: the message may quote the value
      problems.add(name + " cannot be read: " + e.getClass().getSimpleName() + "; ignored");
      return null;
    }
  }

  /** Reads the elements of a setting, each with these parts; the first without any ends them. */
  private List<List<@Nullable String>> elements(Setting setting, String... parts) {
    List<List<@Nullable String>> elements = new ArrayList<>();
    while (true) {
      String name = nameOf(setting) + "[" + elements.size() + "].";
      List<@Nullable String> element = new ArrayList<>();
      for (String part : parts) {
        element.add(part.equals("packages") ? list(name + part) : text(name + part));
      }
      if (element.stream().allMatch(Objects::isNull)) {
        return elements;
      }
      elements.add(element);
    }
  }

  /** A rule may hold commas, so that a single text is one rule, not a list. */
  private List<List<@Nullable String>> redactRules() {
    List<List<@Nullable String>> rules = new ArrayList<>();
    String single = text(nameOf(Setting.REDACT));
    if (single != null) {
      rules.add(List.of(single));
    }
    for (int i = 0; ; i++) {
      String name = nameOf(Setting.REDACT) + "[" + i + "]";
      String rule = text(name);
      rule = rule == null ? text(name + ".pattern") : rule;
      if (rule == null) {
        return rules;
      }
      rules.add(List.of(rule));
    }
  }

  private void addFromSurroundings(Map<Setting, String> texts, List<String> ownPackages) {
    addIfMissing(texts, Setting.APPLICATION, environment.getProperty("spring.application.name"));
    if (!Objects.toString(System.getenv("OTEL_RESOURCE_ATTRIBUTES"), "")
        .contains("deployment.environment")) {
      addIfMissing(texts, Setting.ENVIRONMENT, String.join(",", environment.getActiveProfiles()));
    }
    addIfMissing(texts, Setting.APP_PACKAGES, String.join(",", ownPackages));
  }

  private static void addIfMissing(
      Map<Setting, String> texts, Setting setting, @Nullable String text) {
    if (text != null && !text.isBlank() && !text.contains("${")) {
      String trimmed = text.trim();
      int limit = setting == Setting.APP_PACKAGES ? trimmed.length() : 64;
      texts.putIfAbsent(setting, trimmed.substring(0, Math.min(limit, trimmed.length())));
    }
  }

  /** Replaces the texts that a further room has of its own; returns its loggers. */
  private List<String> furtherRoom(String label, Map<Setting, String> texts) {
    String name = PREFIX + ROOMS + "." + label;
    List<String> loggers = bind(name + ".loggers", Bindable.listOf(String.class));
    String level = text(name + ".level");
    String url = text(name + ".webhook-url");
    String file = text(name + ".webhook-url-file");
    texts.remove(Setting.WEBHOOK_URL);
    texts.remove(Setting.WEBHOOK_URL_FILE);
    put(texts, Setting.WEBHOOK_URL, url);
    put(texts, Setting.WEBHOOK_URL_FILE, file);
    put(texts, Setting.LEVEL, "false".equals(level) ? "OFF" : level);
    if (loggers == null || loggers.isEmpty()) {
      problems.add(name + " has no loggers; the room is ignored");
      return List.of();
    }
    if (url == null && file == null) {
      problems.add(name + " has no webhook-url; the room is ignored");
      return List.of();
    }
    return loggers;
  }

  private static void put(Map<Setting, String> texts, Setting setting, @Nullable String text) {
    if (text != null) {
      texts.put(setting, text);
    }
  }

  private Room room(
      String name,
      List<String> loggers,
      Map<Setting, String> texts,
      Map<Setting, List<List<@Nullable String>>> elements) {
    Map<Setting, String> own = new EnumMap<>(texts);
    if (test && !isLoopback(texts)) {
      own.put(Setting.ENABLED, "false");
    }
    return new Room(name, loggers, own, elements);
  }

  /** Returns whether the address, wherever it comes from, is one of this machine. */
  private boolean isLoopback(Map<Setting, String> texts) {
    String given = texts.get(Setting.WEBHOOK_URL);
    if (given == null) {
      given = texts.containsKey(Setting.WEBHOOK_URL_FILE) ? "" : BY_NAME + VARIABLE;
    }
    String address =
        given.startsWith(BY_NAME) ? variable(given.substring(BY_NAME.length()).trim()) : given;
    try {
      String host = address == null ? null : URI.create(address.trim()).getHost();
      return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns a system property, else the environment variable of that name. */
  static @Nullable String variable(String name) {
    String property = System.getProperty(name);
    return property == null ? System.getenv(name) : property;
  }
}
