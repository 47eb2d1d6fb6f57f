/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.core.model.DeliveryStats;
import java.time.Duration;

/** A logging framework with one appender. A fork has one, so that these calls are direct. */
interface Host extends AutoCloseable {

  /** The appender's name in every configuration. */
  String APPENDER = "MEASURED";

  /** The logger's name: one that our appender does not take for its own. */
  String LOGGER = "com.example.shop.OrderService";

  /** Logs a message with two arguments. */
  void error(String template, Object first, Object second);

  /** Logs an exception. */
  void error(String text, Throwable thrown);

  /** Lets our appender tell what is pending; does nothing where the appender is another. */
  boolean flush(Duration timeout);

  /** Returns our appender's statistics; those of none where the appender is another. */
  DeliveryStats stats();

  @Override
  void close();
}
