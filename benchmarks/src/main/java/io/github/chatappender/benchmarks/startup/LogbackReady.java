/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts Logback as an application does and reports the time since the beginning of {@code main}.
 * Until then it loads only classes that an application would load.
 */
final class LogbackReady {

  private LogbackReady() {}

  /** Runs and halts. */
  public static void main(String[] args) {
    long begin = System.nanoTime();
    Logger logger = LoggerFactory.getLogger("com.example.shop.OrderService");
    long nanos = System.nanoTime() - begin;
    ReadyReport.printAndHalt(nanos, isStarted(logger));
  }

  private static boolean isStarted(Logger logger) {
    LoggerContext context = ((ch.qos.logback.classic.Logger) logger).getLoggerContext();
    Appender<ILoggingEvent> appender =
        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("MEASURED");
    return appender != null && appender.isStarted();
  }
}
