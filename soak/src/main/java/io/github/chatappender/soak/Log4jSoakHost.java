/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.core.model.DeliveryStats;
import io.github.chatappender.log4j2.GoogleChatAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfigurationFactory;

/** Log4j2, whose clock jumps as {@link JumpingClock} says. */
final class Log4jSoakHost implements SoakHost {

  private final LoggerContext context = new LoggerContext("soak");

  @Override
  public void error(String logger, String template, Object... arguments) {
    context.getLogger(logger).error(template, arguments);
  }

  @Override
  public void errorInAnotherTime(String logger, String text, Duration jump) {
    JumpingClock.jumpFor(jump, () -> context.getLogger(logger).error(text));
  }

  @Override
  public void configure(List<Place> places) {
    Configuration configuration = configuration(xml(places));
    if (context.isStarted()) {
      context.setConfiguration(configuration);
      context.updateLoggers();
    } else {
      context.start(configuration);
    }
  }

  @Override
  public boolean isDeafWhileConfigured() {
    return false;
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
    return Objects.requireNonNull(context.getConfiguration().getAppender(place.name()));
  }

  private Configuration configuration(String xml) {
    try {
      return new XmlConfigurationFactory()
          .getConfiguration(
              context,
              new ConfigurationSource(
                  new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String xml(List<Place> places) {
    StringBuilder appenders = new StringBuilder();
    StringBuilder references = new StringBuilder();
    for (Place place : places) {
      appenders.append("<GoogleChat name=\"").append(place.name()).append("\" ");
      appenders.append(attributes(place.settings())).append("/>");
      references.append("<AppenderRef ref=\"").append(place.name()).append("\"/>");
    }
    return "<Configuration status=\"OFF\"><Appenders>"
        + appenders
        + "</Appenders><Loggers><Root level=\"INFO\">"
        + references
        + "</Root></Loggers></Configuration>";
  }

  private static String attributes(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(s -> s.getKey() + "=\"" + s.getValue().replace("&", "&amp;") + "\"")
        .collect(Collectors.joining(" "));
  }
}
