/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.core.model.DeliveryStats;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A logging framework that has an appender for each place. Thread-safe but for its life. */
interface SoakHost extends AutoCloseable {

  /** Logs an error: a template, its arguments, and an exception as the last of them or none. */
  void error(String logger, String template, Object... arguments);

  /** Logs an error whose time of day has jumped. */
  void errorInAnotherTime(String logger, String text, Duration jump);

  /** Takes another configuration, as the framework does where its file has changed. */
  void configure(List<Place> places);

  /** Tells whether events that come while it is configured reach no appender. */
  boolean isDeafWhileConfigured();

  /** Returns the statistics of the appender that the configuration has now, then and later. */
  Supplier<DeliveryStats> stats(Place place);

  @Override
  void close();
}
