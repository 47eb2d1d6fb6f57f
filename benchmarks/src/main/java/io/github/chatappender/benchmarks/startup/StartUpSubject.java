/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.util.Locale;

/** A host with one appender, as a JVM starts it; each has a configuration among the resources. */
enum StartUpSubject {
  /** Logback before {@code NOPAppender}. */
  LOGBACK_NOOP,
  /** Logback before our appender. */
  LOGBACK_CHAT,
  /** Logback before Sentry's. */
  LOGBACK_SENTRY,
  /** Log4j2 before {@code Null}. */
  LOG4J2_NOOP,
  /** Log4j2 before our appender. */
  LOG4J2_CHAT,
  /** Log4j2 before Sentry's. */
  LOG4J2_SENTRY;

  /** Returns the subject of the same host whose appender does nothing. */
  StartUpSubject baseline() {
    return isLogback() ? LOGBACK_NOOP : LOG4J2_NOOP;
  }

  boolean isLogback() {
    return name().startsWith("LOGBACK");
  }

  boolean isOurs() {
    return name().endsWith("CHAT");
  }

  /** Returns the option that tells the host where its configuration is on the class path. */
  String option() {
    String file = "benchmarks/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".xml";
    return (isLogback() ? "-Dlogback.configurationFile=" : "-Dlog4j2.configurationFile=") + file;
  }

  /** Returns the main that starts the host and is ready. */
  Class<?> readyMain() {
    return isLogback() ? LogbackReady.class : Log4jReady.class;
  }
}
