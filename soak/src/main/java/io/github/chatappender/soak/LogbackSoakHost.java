/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.logback.GoogleChatAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Logback, which stops all appenders and creates new ones on each reconfiguration. */
final class LogbackSoakHost implements SoakHost {

  private static final Marker CRITICAL = MarkerFactory.getMarker("CRITICAL");

  private final LoggerContext context = new LoggerContext();

  LogbackSoakHost() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Override
  public void error(String logger, String template, Object... arguments) {
    context.getLogger(logger).error(template, arguments);
  }

  @Override
  public void critical(String logger, String template, Object... arguments) {
    context.getLogger(logger).error(CRITICAL, template, arguments);
  }

  @Override
  public void errorInAnotherTime(String logger, String text, Duration jump) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName(logger);
    event.setLevel(Level.ERROR);
    event.setMessage(text);
    event.setInstant(Instant.now().plus(jump));
    event.setThreadName(Thread.currentThread().getName());
    event.setMDCPropertyMap(Map.of());
    context.getLogger(logger).callAppenders(event);
  }

  @Override
  public void configure(Map<String, Map<String, String>> appenders) {
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(
          new ByteArrayInputStream(xml(appenders).getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isDeafWhileConfigured() {
    return true;
  }

  @Override
  public Supplier<DeliveryStats> stats(String name) {
    return appender(name)::getDeliveryStats;
  }

  @Override
  public void close() {
    context.stop();
  }

  private GoogleChatAppender appender(String name) {
    return (GoogleChatAppender)
        Objects.requireNonNull(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(name));
  }

  private static String xml(Map<String, Map<String, String>> settings) {
    StringBuilder appenders = new StringBuilder();
    StringBuilder references = new StringBuilder();
    for (Map.Entry<String, Map<String, String>> appender : settings.entrySet()) {
      appenders
          .append("<appender class=\"io.github.chatappender.logback.GoogleChatAppender\" name=\"")
          .append(appender.getKey())
          .append("\">")
          .append(elements(appender.getValue()))
          .append("</appender>");
      references.append("<appender-ref ref=\"").append(appender.getKey()).append("\"/>");
    }
    return "<configuration>"
        + appenders
        + "<root level=\"INFO\">"
        + references
        + "</root></configuration>";
  }

  private static String elements(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(
            s -> String.format("<%1$s>%2$s</%1$s>", s.getKey(), s.getValue().replace("&", "&amp;")))
        .collect(Collectors.joining());
  }
}
