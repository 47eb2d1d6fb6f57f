/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.net.URL;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an event goes through: a host's logger and one appender. */
public enum Subject {
  /** Logback before {@code NOPAppender}: what every other subject of this host is compared with. */
  LOGBACK_NOOP,
  /** Logback before a {@code NOPAppender} whose {@code ThresholdFilter} lets errors pass. */
  LOGBACK_THRESHOLD,
  /** Logback before {@code AsyncAppender} that never blocks, before a no-op that counts. */
  LOGBACK_ASYNC,
  /** Logback before the asynchronous appender of the Logstash encoder, before the same no-op. */
  LOGBACK_DISRUPTOR,
  /** Logback before Loki4j's appender. */
  LOGBACK_LOKI(Service.LOKI),
  /** Logback before Sentry's appender. */
  LOGBACK_SENTRY(Service.SENTRY),
  /** Logback before {@code AsyncAppender} that never blocks, before a Slack appender. */
  LOGBACK_SLACK(Service.SLACK),
  /** Logback before our appender. */
  LOGBACK_CHAT,
  /** Logback before our appender, which tells every event as an entry of its own. */
  LOGBACK_CHAT_UNGROUPED,
  /** Log4j2 before {@code Null}: what every other subject of this host is compared with. */
  LOG4J2_NOOP,
  /** Log4j2 before a {@code Null} whose {@code ThresholdFilter} lets errors pass. */
  LOG4J2_THRESHOLD,
  /** Log4j2 before {@code Async} that never blocks, before a no-op that counts. */
  LOG4J2_ASYNC,
  /** Log4j2 before Sentry's appender. */
  LOG4J2_SENTRY(Service.SENTRY),
  /** Log4j2 before {@code Async} that never blocks, before {@code Http}. */
  LOG4J2_HTTP(Service.HTTP),
  /** Log4j2 before our appender. */
  LOG4J2_CHAT,
  /** Log4j2 before our appender, which tells every event as an entry of its own. */
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
    return isLogback() ? LOGBACK_NOOP : LOG4J2_NOOP;
  }

  /** Returns what events are posted to; null if to nothing, or to a Chat space. */
  @Nullable Service service() {
    return service;
  }

  /** Tells whether events end at our appender, which counts them. */
  boolean isOurs() {
    return name().contains("_CHAT");
  }

  /** Tells whether somebody counts the events at the end of their way. */
  boolean isCounted() {
    return !name().endsWith("_NOOP") && !name().endsWith("_THRESHOLD");
  }

  /** Tells whether events are counted at the end of their way as soon as they have a turn. */
  boolean sendsAtOnce() {
    return isCounted() && !isOurs() && service != Service.LOKI; // which gathers them for a minute
  }

  private boolean isLogback() {
    return name().startsWith("LOGBACK");
  }
}
