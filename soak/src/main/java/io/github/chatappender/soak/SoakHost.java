/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.core.api.DeliveryStats;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** A logging framework that has an appender for each place. Thread-safe but for its life. */
interface SoakHost extends AutoCloseable {

  /** Logs an error: a template, its arguments, and an exception as the last of them or none. */
  void error(String logger, String template, Object... arguments);

  /** Logs a critical error. */
  void critical(String logger, String template, Object... arguments);

  /** Logs an error whose time of day has jumped. */
  void errorInAnotherTime(String logger, String text, Duration jump);

  /**
   * Takes another configuration, as the framework does where its file has changed.
   *
   * @param appenders the settings of each, by name
   */
  void configure(Map<String, Map<String, String>> appenders);

  /** Tells whether events that come while it is configured reach no appender. */
  boolean isDeafWhileConfigured();

  /** Returns the statistics of the appender that the configuration has now, then and later. */
  Supplier<DeliveryStats> stats(String name);

  @Override
  void close();
}
