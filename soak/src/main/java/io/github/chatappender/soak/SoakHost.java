/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.core.api.DeliveryStats;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** A logging framework with an appender for each place. Thread-safe, except for its life cycle. */
interface SoakHost extends AutoCloseable {

  /** Logs an error: a template and its arguments, optionally with an exception as the last one. */
  void error(String logger, String template, Object... arguments);

  /** Logs a critical error. */
  void critical(String logger, String template, Object... arguments);

  /** Logs an error with a shifted time of day. */
  void errorInAnotherTime(String logger, String text, Duration jump);

  /**
   * Applies another configuration, as the framework does when its file has changed.
   *
   * @param appenders the settings of each appender, by name
   */
  void configure(Map<String, Map<String, String>> appenders);

  /** Returns whether events reach no appender during a configuration. */
  boolean isDeafWhileConfigured();

  /**
   * Returns a supplier of the statistics of the current configuration's appender; it stays valid
   * after later configurations.
   */
  Supplier<DeliveryStats> stats(String name);

  @Override
  void close();
}
