/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/** A Logback of its own, configured by XML as users write it. */
final class Host implements AutoCloseable {

  final LoggerContext context = new LoggerContext();
  final MDCAdapter mdc = mdcOf(context);

  private Host() {}

  /** Gives a context an MDC of its own, or returns the one that all contexts share before 1.3.8. */
  private static MDCAdapter mdcOf(LoggerContext context) {
    MDCAdapter own = new LogbackMDCAdapter();
    try {
      context.setMDCAdapter(own);
      return own;
    } catch (NoSuchMethodError e) {
      return MDC.getMDCAdapter();
    }
  }

  /** Configures Logback with our appender, whose inner elements are given. */
  static Host withAppender(String elements) {
    return of(xml(elements));
  }

  static String xml(String elements) {
    return "<configuration>"
        + appender(elements)
        + "<root level=\"TRACE\"><appender-ref ref=\"CHAT\"/></root>"
        + "</configuration>";
  }

  static Host of(String xml) {
    Host host = new Host();
    host.configure(xml);
    return host;
  }

  static String appender(String elements) {
    return "<appender name=\"CHAT\" class=\"io.github.chatappender.logback.GoogleChatAppender\">"
        + elements
        + "</appender>";
  }

  static String webhook(String url) {
    return "<webhookUrl>" + url.replace("&", "&amp;") + "</webhookUrl>";
  }

  void configure(String xml) {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Logger logger(String name) {
    return context.getLogger(name);
  }

  GoogleChatAppender appender() {
    return (GoogleChatAppender)
        Objects.requireNonNull(
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("CHAT"));
  }

  void flush() {
    if (!appender().flush(Duration.ofSeconds(10))) {
      throw new AssertionError("not flushed: " + appender().getDeliveryStats());
    }
  }

  /** Returns the statuses of our appender as {@code LEVEL message}. */
  List<String> ourStatuses() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getOrigin() instanceof GoogleChatAppender)
        .map(status -> levelOf(status) + " " + status.getMessage())
        .collect(Collectors.toList());
  }

  List<Status> statuses() {
    return context.getStatusManager().getCopyOfStatusList();
  }

  @Override
  public void close() {
    context.stop();
  }

  private static String levelOf(Status status) {
    switch (status.getLevel()) {
      case Status.ERROR:
        return "ERROR";
      case Status.WARN:
        return "WARN";
      default:
        return "INFO";
    }
  }
}
