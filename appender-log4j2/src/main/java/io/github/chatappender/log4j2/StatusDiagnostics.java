/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.model.Diagnostics;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.status.StatusLogger;

/**
 * Speaks through Log4j2's status logger, which shows errors only unless it is told otherwise: what
 * a person has to mend is an error there. Thread-safe.
 */
final class StatusDiagnostics implements Diagnostics {

  private static final Logger STATUS = StatusLogger.getLogger();

  private final String appender;

  /**
   * Speaks for an appender.
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
  public void fault(String message) {
    STATUS.error("GoogleChat appender {}: {}", appender, message);
  }
}
