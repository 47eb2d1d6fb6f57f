/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.log4j2.GoogleChatAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfigurationFactory;

/** Log4j2, with a {@link JumpingClock}. */
final class Log4jSoakHost implements SoakHost {

  private static final Marker CRITICAL = MarkerManager.getMarker("CRITICAL");

  private final LoggerContext context = new LoggerContext("soak");

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
    JumpingClock.jumpFor(jump, () -> context.getLogger(logger).error(text));
  }

  @Override
  public void configure(Map<String, Map<String, String>> appenders) {
    Configuration configuration = configuration(xml(appenders));
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
  public Supplier<DeliveryStats> stats(String name) {
    return appender(name)::getDeliveryStats;
  }

  @Override
  public void close() {
    context.stop();
  }

  private GoogleChatAppender appender(String name) {
    return Objects.requireNonNull(context.getConfiguration().getAppender(name));
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

  private static String xml(Map<String, Map<String, String>> settings) {
    StringBuilder appenders = new StringBuilder();
    StringBuilder references = new StringBuilder();
    for (Map.Entry<String, Map<String, String>> appender : settings.entrySet()) {
      appenders.append("<GoogleChat name=\"").append(appender.getKey()).append("\" ");
      appenders.append(attributes(appender.getValue())).append("/>");
      references.append("<AppenderRef ref=\"").append(appender.getKey()).append("\"/>");
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
