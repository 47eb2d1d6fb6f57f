/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.core.api.DeliveryStats;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A logging framework with one appender. A fork uses only one host, so that the JVM can
 * devirtualize these calls.
 */
interface Host extends AutoCloseable {

  /** The appender's name in every configuration. */
  String APPENDER = "MEASURED";

  /** The name of the counting no-op behind an asynchronous appender. */
  String SINK = "SINK";

  /** The logger's name: one that our appender does not mistake for its own. */
  String LOGGER = "com.example.shop.OrderService";

  /** Logs a message without arguments. */
  void error(String text);

  /** Logs a message with two arguments. */
  void error(String template, Object first, Object second);

  /** Logs an exception. */
  void error(String text, Throwable thrown);

  /** Logs a warning with two arguments. */
  void warn(String template, Object first, Object second);

  /** Sets a value of the calling thread's MDC. */
  void mdc(String key, String value);

  /** Flushes our appender; does nothing for another. */
  boolean flush(Duration timeout);

  /** Returns our appender's statistics; {@link DeliveryStats#NONE} for another. */
  DeliveryStats stats();

  /** Returns the gate behind an asynchronous appender, null if there is none. */
  @Nullable Gate gate();

  @Override
  void close();
}
