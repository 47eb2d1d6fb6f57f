/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A logging framework with our appender. Thread-safe as far as the framework is. */
interface Host extends AutoCloseable {

  /** Starts a framework with our appender and the given settings, by name. */
  @FunctionalInterface
  interface Starter {

    Host start(Map<String, String> settings);
  }

  /** Logs an error. */
  void error(String logger, String text, @Nullable Throwable thrown);

  /** Logs an error while the MDC holds a value. */
  void errorWithMdc(String key, String value, String logger, String text);

  /** Posts pending events, and returns whether that succeeded in time. */
  boolean flush(Duration timeout);

  @Override
  void close();
}
