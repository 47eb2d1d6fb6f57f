/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.net.URL;
import java.util.Locale;
import java.util.Objects;

/** What an event goes through: a host's logger and one appender. */
public enum Subject {
  /** Logback before {@code NOPAppender}: what every other subject of this host is compared with. */
  LOGBACK_NOOP,
  /** Logback before {@code AsyncAppender} that never blocks, before {@code NOPAppender}. */
  LOGBACK_ASYNC,
  /** Logback before our appender. */
  LOGBACK_CHAT,
  /** Log4j2 before {@code Null}: what every other subject of this host is compared with. */
  LOG4J2_NOOP,
  /** Log4j2 before {@code Async} that never blocks, before {@code Null}. */
  LOG4J2_ASYNC,
  /** Log4j2 before our appender. */
  LOG4J2_CHAT;

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

  /** Tells whether events end at our appender, which counts them. */
  boolean isOurs() {
    return this == LOGBACK_CHAT || this == LOG4J2_CHAT;
  }

  private boolean isLogback() {
    return name().startsWith("LOGBACK");
  }
}
