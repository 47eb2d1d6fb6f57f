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
import io.github.chatappender.core.model.DeliveryStats;
import io.github.chatappender.logback.GoogleChatAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Logback, which stops all appenders and makes new ones where it is configured anew. */
final class LogbackSoakHost implements SoakHost {

  private final LoggerContext context = new LoggerContext();

  LogbackSoakHost() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Override
  public void error(String logger, String template, Object... arguments) {
    context.getLogger(logger).error(template, arguments);
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
  public void configure(List<Place> places) {
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(
          new ByteArrayInputStream(xml(places).getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isDeafWhileConfigured() {
    return true;
  }

  @Override
  public Supplier<DeliveryStats> stats(Place place) {
    return appender(place)::getDeliveryStats;
  }

  @Override
  public void close() {
    context.stop();
  }

  private GoogleChatAppender appender(Place place) {
    return (GoogleChatAppender)
        Objects.requireNonNull(
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(place.name()));
  }

  private static String xml(List<Place> places) {
    StringBuilder appenders = new StringBuilder();
    StringBuilder references = new StringBuilder();
    for (Place place : places) {
      appenders
          .append("<appender class=\"io.github.chatappender.logback.GoogleChatAppender\" name=\"")
          .append(place.name())
          .append("\">")
          .append(elements(place.settings()))
          .append("</appender>");
      references.append("<appender-ref ref=\"").append(place.name()).append("\"/>");
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
