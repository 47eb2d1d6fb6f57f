/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.Appender;

/**
 * Starts Log4j2 as an application does and reports the time since the beginning of {@code main}.
 * Until then it loads only classes that an application would load.
 */
final class Log4jReady {

  private Log4jReady() {}

  /** Runs and halts. */
  public static void main(String[] args) {
    long begin = System.nanoTime();
    Logger logger = LogManager.getLogger("com.example.shop.OrderService");
    long nanos = System.nanoTime() - begin;
    ReadyReport.printAndHalt(nanos, isStarted(logger));
  }

  private static boolean isStarted(Logger logger) {
    Appender appender =
        ((org.apache.logging.log4j.core.Logger) logger).getAppenders().get("MEASURED");
    return appender != null && appender.isStarted();
  }
}
