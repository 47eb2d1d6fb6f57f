/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.api.DeliveryStats;
import org.jspecify.annotations.Nullable;

/**
 * A logging framework with our appender, for the tests that both adapters share: each method makes
 * the corresponding call of the framework's own API. As thread-safe as the framework.
 */
public interface LoggingHost extends AutoCloseable {

  /** Logs an error with only a text. */
  void error(String logger, String text);

  /** Logs an error with an exception. */
  void error(String logger, String text, Throwable thrown);

  /** Logs an error with a template and arguments; the last one may be an exception. */
  void errorWith(String logger, String template, Object... arguments);

  /** Logs an INFO line. */
  void info(String logger, String text);

  /** Sets a key of the calling thread's MDC; null removes it. */
  void mdc(String key, @Nullable String value);

  /** Posts all pending events, and throws if that fails. */
  void flush();

  /** Returns the appender's statistics. */
  DeliveryStats stats();

  @Override
  void close();
}
