/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.testing.LoggingHost;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.logging.log4j.ThreadContext;
import org.jspecify.annotations.Nullable;

/** Log4j2 as the tests see it that both adapters share. */
final class Log4jHost implements LoggingHost {

  private final Host host;

  private Log4jHost(Host host) {
    this.host = host;
  }

  static LoggingHost start(Map<String, String> settings) {
    return new Log4jHost(Host.withAppender(attributes(settings)));
  }

  static String attributes(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(s -> s.getKey() + "=\"" + s.getValue().replace("&", "&amp;") + "\" ")
        .collect(Collectors.joining());
  }

  /** Reconfigures the host. */
  void reload(Map<String, String> settings) {
    host.reconfigure(Host.xml(attributes(settings), ""));
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
      ThreadContext.remove(key);
    } else {
      ThreadContext.put(key, value);
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
}
