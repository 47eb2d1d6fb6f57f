/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.util.Locale;

/** A host with one appender, started in a JVM; each has a configuration among the resources. */
enum StartUpSubject {
  /** Logback with {@code NOPAppender}. */
  LOGBACK_NOOP,
  /** Logback with our appender. */
  LOGBACK_CHAT,
  /** Logback with Sentry's appender. */
  LOGBACK_SENTRY,
  /** Log4j2 with {@code Null}. */
  LOG4J2_NOOP,
  /** Log4j2 with our appender. */
  LOG4J2_CHAT,
  /** Log4j2 with Sentry's appender. */
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

  /** Returns the option that names the host's configuration on the class path. */
  String option() {
    String file = "benchmarks/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".xml";
    return (isLogback() ? "-Dlogback.configurationFile=" : "-Dlog4j2.configurationFile=") + file;
  }

  /** Returns the main class that starts the host and reports when it is ready. */
  Class<?> readyMain() {
    return isLogback() ? LogbackReady.class : Log4jReady.class;
  }
}
