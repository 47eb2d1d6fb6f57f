/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.api.Diagnostics;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.status.StatusConsoleListener;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/**
 * Reports through Log4j2's status logger. Faults that a person has to fix are errors, because by
 * default it shows nothing less severe. Also prints important lines to standard error, unless
 * Log4j2 prints them itself. Thread-safe.
 */
final class StatusDiagnostics implements Diagnostics {

  private static final StatusLogger STATUS = StatusLogger.getLogger();

  private final String appender;

  /**
   * Creates diagnostics for an appender.
   *
   * @param appender its name
   */
  StatusDiagnostics(String appender) {
    this.appender = appender;
  }

  @Override
  public void info(String message) {
    STATUS.info("GoogleChat appender {}: {}", appender, message);
  }

  @Override
  public void warn(String message) {
    STATUS.warn("GoogleChat appender {}: {}", appender, message);
  }

  @Override
  public void alert(String message) {
    show(Level.WARN, message);
  }

  @Override
  public void fault(String message) {
    show(Level.ERROR, message);
  }

  private void show(Level level, String message) {
    STATUS.log(level, "GoogleChat appender {}: {}", appender, message);
    if (!isPrintedByLog4j(level)) {
      System.err.println("GoogleChat appender " + appender + ": " + message);
    }
  }

  /** Returns whether a listener prints this level; others, such as JMX's, only store it. */
  private static boolean isPrintedByLog4j(Level level) {
    boolean listened = false;
    for (StatusListener listener : STATUS.getListeners()) {
      listened = true;
      if (listener instanceof StatusConsoleListener
          && level.isMoreSpecificThan(listener.getStatusLevel())) {
        return true;
      }
    }
    return !listened && STATUS.isEnabled(level);
  }
}
