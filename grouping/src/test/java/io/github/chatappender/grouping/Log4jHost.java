/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

import io.github.chatappender.log4j2.GoogleChatAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfigurationFactory;
import org.jspecify.annotations.Nullable;

/** A separate Log4j2. */
final class Log4jHost implements Host {

  private final LoggerContext context = new LoggerContext("grouping");

  Log4jHost(Map<String, String> settings) {
    try {
      context.start(
          new XmlConfigurationFactory()
              .getConfiguration(
                  context,
                  new ConfigurationSource(
                      new ByteArrayInputStream(xml(settings).getBytes(StandardCharsets.UTF_8)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String xml(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(s -> " " + s.getKey() + "='" + s.getValue().replace("&", "&amp;") + "'")
        .collect(
            Collectors.joining(
                "",
                "<Configuration status='OFF'><Appenders><GoogleChat name='Chat'",
                "/></Appenders><Loggers><Root level='INFO'><AppenderRef ref='Chat'/></Root>"
                    + "</Loggers></Configuration>"));
  }

  @Override
  public void error(String logger, String text, @Nullable Throwable thrown) {
    context.getLogger(logger).error(text, thrown);
  }

  @Override
  public void errorWithMdc(String key, String value, String logger, String text) {
    ThreadContext.put(key, value);
    try {
      context.getLogger(logger).error(text);
    } finally {
      ThreadContext.remove(key);
    }
  }

  @Override
  public boolean flush(Duration timeout) {
    return Objects.requireNonNull(
            context.getConfiguration().<GoogleChatAppender>getAppender("Chat"))
        .flush(timeout);
  }

  @Override
  public void close() {
    context.stop();
  }

  @Override
  public String toString() {
    return "Log4j2";
  }
}
