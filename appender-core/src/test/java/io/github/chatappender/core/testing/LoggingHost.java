/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.api.DeliveryStats;

/**
 * A logging framework with our appender, as the tests that both adapters share see it: every call
 * is the same call of the framework's own API. Thread-safe as far as the framework is.
 */
public interface LoggingHost extends AutoCloseable {

  /** Logs an error, a text and nothing else. */
  void error(String logger, String text);

  /** Logs an error with an exception. */
  void error(String logger, String text, Throwable thrown);

  /** Logs an error, a template with arguments; the last of them may be an exception. */
  void errorWith(String logger, String template, Object... arguments);

  /** Tells what is pending, and throws if that does not succeed. */
  void flush();

  /** Returns the appender's statistics. */
  DeliveryStats stats();

  @Override
  void close();
}
