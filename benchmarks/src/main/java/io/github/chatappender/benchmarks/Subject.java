/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.net.URL;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A host's logger with one appender. */
public enum Subject {
  /** Logback with {@code NOPAppender}: the baseline of this host's other subjects. */
  LOGBACK_NOOP,
  /** Logback with a {@code NOPAppender} whose {@code ThresholdFilter} passes errors. */
  LOGBACK_THRESHOLD,
  /** Logback with a never-blocking {@code AsyncAppender} and a counting no-op. */
  LOGBACK_ASYNC,
  /** Logback with the Logstash encoder's asynchronous appender and the same no-op. */
  LOGBACK_DISRUPTOR,
  /** Logback with Loki4j's appender. */
  LOGBACK_LOKI(Service.LOKI),
  /** Logback with Sentry's appender. */
  LOGBACK_SENTRY(Service.SENTRY),
  /** Logback with a never-blocking {@code AsyncAppender} and a Slack appender. */
  LOGBACK_SLACK(Service.SLACK),
  /** Logback with our appender. */
  LOGBACK_CHAT,
  /** Logback with our appender, which posts every event as its own entry. */
  LOGBACK_CHAT_UNGROUPED,
  /** Logback with an appender that formats and discards events, and {@code NOPAppender}. */
  LOGBACK_CONSOLE_NOOP,
  /** The same with our appender in second place. */
  LOGBACK_CONSOLE_CHAT,
  /** The same with our appender in second place, which keeps five lines before an event. */
  LOGBACK_CONSOLE_CHAT_BEFORE,
  /** The same with {@code SMTPAppender}'s ring of 256 events in second place. */
  LOGBACK_CONSOLE_RING,
  /** Log4j2 with {@code Null}: the baseline of this host's other subjects. */
  LOG4J2_NOOP,
  /** Log4j2 with a {@code Null} whose {@code ThresholdFilter} passes errors. */
  LOG4J2_THRESHOLD,
  /** Log4j2 with a never-blocking {@code Async} and a counting no-op. */
  LOG4J2_ASYNC,
  /** Log4j2 with Sentry's appender. */
  LOG4J2_SENTRY(Service.SENTRY),
  /** Log4j2 with a never-blocking {@code Async} and {@code Http}. */
  LOG4J2_HTTP(Service.HTTP),
  /** Log4j2 with our appender. */
  LOG4J2_CHAT,
  /** Log4j2 with our appender, which keeps five lines before an event. */
  LOG4J2_CHAT_BEFORE,
  /** Log4j2 with our appender, which posts every event as its own entry. */
  LOG4J2_CHAT_UNGROUPED;

  private final @Nullable Service service;

  Subject() {
    this(null);
  }

  Subject(@Nullable Service service) {
    this.service = service;
  }

  /** Starts the host with this subject's configuration. */
  Host open() {
    String file = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".xml";
    URL url = Objects.requireNonNull(Subject.class.getResource("/benchmarks/" + file), file);
    return isLogback() ? LogbackHost.start(url) : Log4jHost.start(url);
  }

  /** Returns the subject of the same host whose appender does nothing. */
  Subject baseline() {
    if (name().startsWith("LOGBACK_CONSOLE")) {
      return LOGBACK_CONSOLE_NOOP;
    }
    return isLogback() ? LOGBACK_NOOP : LOG4J2_NOOP;
  }

  /** Returns the service that events are posted to, null if there is none or it is a Chat space. */
  @Nullable Service service() {
    return service;
  }

  /** Returns whether the subject is our appender, which counts its events. */
  boolean isOurs() {
    return name().contains("_CHAT");
  }

  /** Returns whether arriving events are counted. */
  boolean isCounted() {
    return !name().endsWith("_NOOP") && !name().endsWith("_THRESHOLD") && !name().endsWith("_RING");
  }

  /** Returns whether events are sent, and counted on arrival, without being gathered first. */
  boolean sendsAtOnce() {
    return isCounted() && !isOurs() && service != Service.LOKI; // Loki gathers events for a minute
  }

  private boolean isLogback() {
    return name().startsWith("LOGBACK");
  }
}
