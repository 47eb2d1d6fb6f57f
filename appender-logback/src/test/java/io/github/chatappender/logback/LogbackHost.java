/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.testing.LoggingHost;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Logback as the tests see it that both adapters share. */
final class LogbackHost implements LoggingHost {

  private final Host host;

  private LogbackHost(Host host) {
    this.host = host;
  }

  static LoggingHost start(Map<String, String> settings) {
    return new LogbackHost(Host.withAppender(elements(settings)));
  }

  /** Reconfigures the host, as its scan does. */
  void reload(Map<String, String> settings) {
    host.context.reset();
    host.configure(Host.xml(elements(settings)));
  }

  private static String elements(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(s -> element(s.getKey(), s.getValue()))
        .collect(Collectors.joining());
  }

  @Override
  public void error(String logger, String text) {
    host.logger(logger).error(text);
  }

  @Override
  public void error(String logger, String text, Throwable thrown) {
    host.logger(logger).error(text, thrown);
  }

  @Override
  public void errorWith(String logger, String template, Object... arguments) {
    host.logger(logger).error(template, arguments);
  }

  @Override
  public void info(String logger, String text) {
    host.logger(logger).info(text);
  }

  @Override
  public void mdc(String key, @Nullable String value) {
    if (value == null) {
      host.mdc.remove(key);
    } else {
      host.mdc.put(key, value);
    }
  }

  @Override
  public void flush() {
    host.flush();
  }

  @Override
  public DeliveryStats stats() {
    return host.appender().getDeliveryStats();
  }

  @Override
  public void close() {
    host.close();
  }

  private static String element(String name, String value) {
    return "<" + name + ">" + value.replace("&", "&amp;") + "</" + name + ">";
  }
}
