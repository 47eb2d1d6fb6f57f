/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.github.chatappender.logback.GoogleChatAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/** A separate Logback, with the MDC of SLF4J. */
final class LogbackHost implements Host {

  private final LoggerContext context = new LoggerContext();
  private final MDCAdapter mdc = MDC.getMDCAdapter();

  LogbackHost(Map<String, String> settings) {
    context.setMDCAdapter(mdc);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(
          new ByteArrayInputStream(xml(settings).getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String xml(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(
            s ->
                "<"
                    + s.getKey()
                    + ">"
                    + s.getValue().replace("&", "&amp;")
                    + "</"
                    + s.getKey()
                    + ">")
        .collect(
            Collectors.joining(
                "",
                "<configuration><appender name='CHAT' class='"
                    + GoogleChatAppender.class.getName()
                    + "'>",
                "</appender><root level='INFO'><appender-ref ref='CHAT'/></root></configuration>"));
  }

  void info(String logger, String text) {
    context.getLogger(logger).info(text);
  }

  @Override
  public void error(String logger, String text, @Nullable Throwable thrown) {
    context.getLogger(logger).error(text, thrown);
  }

  @Override
  public void errorWithMdc(String key, String value, String logger, String text) {
    mdc.put(key, value);
    try {
      context.getLogger(logger).error(text);
    } finally {
      mdc.remove(key);
    }
  }

  @Override
  public boolean flush(Duration timeout) {
    return ((GoogleChatAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("CHAT"))
        .flush(timeout);
  }

  @Override
  public void close() {
    context.stop();
  }

  @Override
  public String toString() {
    return "Logback";
  }
}
