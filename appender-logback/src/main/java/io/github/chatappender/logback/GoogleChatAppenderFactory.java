/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.AppenderFactory;
import io.dropwizard.logging.common.async.AsyncAppenderFactory;
import io.dropwizard.logging.common.filter.LevelFilterFactory;
import io.dropwizard.logging.common.layout.LayoutFactory;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates the appender in a Dropwizard application, from a file such as
 *
 * <pre>{@code
 * logging:
 *   appenders:
 *     - type: google-chat
 *       environment: prod
 *       excludeLoggers: [com.acme.noise, com.acme.imports]
 * }</pre>
 *
 * <p>Accepts every setting as text, number or boolean, lists also as YAML lists. A wrong name or
 * value is reported in one line and never refused, so that the application starts. Not thread-safe.
 */
@JsonTypeName("google-chat")
@SuppressWarnings("exports") // Dropwizard is optional, and its types are for Dropwizard alone
public final class GoogleChatAppenderFactory implements AppenderFactory<ILoggingEvent> {

  private static final Set<Setting> LEVELS =
      EnumSet.of(Setting.LEVEL, Setting.MENTION_LEVEL, Setting.CRITICAL_LEVEL);

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /** Creates a factory without settings. */
  public GoogleChatAppenderFactory() {}

  /**
   * Sets a setting.
   *
   * @param name the setting's name
   * @param value text, number, boolean or a list; for {@code link} a map of {@code label} and
   *     {@code url}, for {@code owner} one of {@code packages}, {@code label} and {@code mention},
   *     or a list of them
   */
  @JsonAnySetter
  public void set(String name, @Nullable Object value) {
    values.put(name, value);
  }

  /**
   * Builds and starts the appender; without an asynchronous one around it, since it never waits.
   */
  @Override
  public Appender<ILoggingEvent> build(
      LoggerContext context,
      String applicationName,
      LayoutFactory<ILoggingEvent> layoutFactory,
      LevelFilterFactory<ILoggingEvent> levelFilterFactory,
      AsyncAppenderFactory<ILoggingEvent> asyncAppenderFactory) {
    GoogleChatAppender appender = new GoogleChatAppender(new Settings(), applicationName);
    appender.setContext(context);
    appender.setName("google-chat");
    values.forEach((name, value) -> apply(appender, name, value));
    appender.start();
    return appender;
  }

  private static void apply(GoogleChatAppender appender, String name, @Nullable Object value) {
    Optional<Setting> setting =
        Arrays.stream(Setting.values()).filter(known -> known.key().equals(name)).findFirst();
    if (setting.isEmpty()) {
      appender.diagnostics().fault(name + " is not a setting; ignored");
      return;
    }
    boolean repeats = setting.get().isList() || setting.get().isElement();
    List<?> items = repeats && value instanceof List ? (List<?>) value : Arrays.asList(value);
    items.forEach(item -> apply(appender.settings(), setting.get(), item));
  }

  private static void apply(Settings settings, Setting setting, @Nullable Object value) {
    Map<?, ?> parts = value instanceof Map ? (Map<?, ?>) value : Map.of();
    if (setting == Setting.LINK) {
      settings.addLink(text(parts.get("label")), text(parts.get("url")));
    } else if (setting == Setting.OWNER) {
      settings.addOwner(
          joined(parts.get("packages")), text(parts.get("label")), text(parts.get("mention")));
    } else if (setting == Setting.REDACT) {
      settings.addRedact(text(value));
    } else if (setting.isList()) {
      settings.add(setting, text(value));
    } else {
      // YAML reads an OFF without quotes as false
      boolean isOff = LEVELS.contains(setting) && Boolean.FALSE.equals(value);
      settings.set(setting, isOff ? "OFF" : text(value));
    }
  }

  private static @Nullable String joined(@Nullable Object value) {
    return value instanceof List
        ? ((List<?>) value).stream().map(String::valueOf).collect(Collectors.joining(","))
        : text(value);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
