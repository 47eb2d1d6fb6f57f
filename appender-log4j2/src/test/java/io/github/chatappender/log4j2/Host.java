/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.json.JsonConfigurationFactory;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.config.xml.XmlConfigurationFactory;
import org.apache.logging.log4j.core.config.yaml.YamlConfigurationFactory;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** A Log4j2 of its own, configured as users write it, whose status lines are kept. */
final class Host implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final LoggerContext context;
  private final Statuses statuses = new Statuses();

  private Host(LoggerContext context) {
    this.context = context;
    StatusLogger.getLogger().registerListener(statuses);
  }

  /** Configures Log4j2 by XML with our appender, whose attributes are given. */
  static Host withAppender(String attributes) {
    return withAppender(attributes, "");
  }

  static Host withAppender(String attributes, String elements) {
    return of(xml(attributes, elements));
  }

  static Host of(String xml) {
    return of(new XmlConfigurationFactory(), xml);
  }

  /** Configures Log4j2 by a file, which it monitors if the file says so. */
  static Host ofFile(Path file) {
    LoggerContext context =
        new LoggerContext("test-" + COUNT.incrementAndGet(), null, file.toUri());
    Host host = new Host(context);
    context.start();
    return host;
  }

  static Host ofYaml(String yaml) {
    return of(new YamlConfigurationFactory(), yaml);
  }

  static Host ofJson(String json) {
    return of(new JsonConfigurationFactory(), json);
  }

  static Host ofProperties(String properties) {
    return of(new PropertiesConfigurationFactory(), properties);
  }

  /** Configures asynchronous loggers, whose events are mutable and reused. */
  static Host withAsyncLoggers(String attributes) {
    Host host = new Host(new AsyncLoggerContext("async-" + COUNT.incrementAndGet()));
    host.start(new XmlConfigurationFactory(), xml(attributes, ""));
    return host;
  }

  /** Configures an asynchronous appender in front of our appender, which gets copies of events. */
  static Host withAsyncAppender(String attributes) {
    String own = "<AppenderRef ref=\"Chat\"/>";
    return of(
        xml(attributes, "")
            .replace(own, "<AppenderRef ref=\"Async\"/>")
            .replace("</Appenders>", "<Async name=\"Async\">" + own + "</Async></Appenders>"));
  }

  private static Host of(ConfigurationFactory factory, String text) {
    Host host = new Host(new LoggerContext("test-" + COUNT.incrementAndGet()));
    host.start(factory, text);
    return host;
  }

  static String xml(String attributes, String elements) {
    return "<Configuration status=\"OFF\"><Appenders><GoogleChat name=\"Chat\" "
        + attributes
        + ">"
        + elements
        + "</GoogleChat></Appenders><Loggers><Root level=\"TRACE\"><AppenderRef"
        + " ref=\"Chat\"/></Root></Loggers></Configuration>";
  }

  static String webhook(String url) {
    return "webhookUrl=\"" + url.replace("&", "&amp;") + "\" ";
  }

  void start(ConfigurationFactory factory, String text) {
    context.start(configuration(factory, text));
  }

  /** Does what Log4j2 does when its configuration file has changed. */
  void reconfigure(String xml) {
    context.setConfiguration(configuration(new XmlConfigurationFactory(), xml));
    context.updateLoggers();
  }

  Logger logger(String name) {
    return context.getLogger(name);
  }

  GoogleChatAppender appender() {
    return Objects.requireNonNull(context.getConfiguration().getAppender("Chat"));
  }

  void flush() {
    if (!appender().flush(Duration.ofSeconds(10))) {
      throw new AssertionError("not flushed: " + appender().getDeliveryStats());
    }
  }

  /** Returns our status lines as {@code LEVEL message}. */
  List<String> ourStatuses() {
    synchronized (statuses.lines) {
      List<String> ours = new ArrayList<>();
      for (String line : statuses.lines) {
        if (line.contains(" GoogleChat appender Chat: ")) {
          ours.add(line.replace("GoogleChat appender Chat: ", ""));
        }
      }
      return ours;
    }
  }

  /** Returns every status line of the host, from trace level on. */
  List<String> allStatuses() {
    synchronized (statuses.lines) {
      return new ArrayList<>(statuses.lines);
    }
  }

  @Override
  public void close() {
    context.stop();
    StatusLogger.getLogger().removeListener(statuses);
  }

  private Configuration configuration(ConfigurationFactory factory, String text) {
    try {
      ConfigurationSource source =
          new ConfigurationSource(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      return Objects.requireNonNull(factory.getConfiguration(context, source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Statuses implements StatusListener {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void log(StatusData data) {
      String line = data.getLevel() + " " + data.getMessage().getFormattedMessage();
      synchronized (lines) {
        lines.add(data.getThrowable() == null ? line : line + " " + data.getThrowable());
      }
    }

    @Override
    public Level getStatusLevel() {
      return Level.TRACE;
    }

    @Override
    public void close() {
      // keeps nothing open
    }
  }
}
