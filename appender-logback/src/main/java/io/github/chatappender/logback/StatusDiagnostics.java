/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.status.StatusManager;
import io.github.chatappender.core.model.Diagnostics;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Speaks through Logback's status system. Nothing is an error there: Spring Boot refuses to start
 * an application whose logging configuration has reported one. Thread-safe.
 */
final class StatusDiagnostics implements Diagnostics {

  private final ContextAware origin;
  private final @Nullable PrintStream err;

  /**
   * Speaks for an appender.
   *
   * @param origin the appender
   * @param err where a fault is printed if nobody listens to the status system; null while the host
   *     itself looks at the statuses, as it does when it has read its configuration
   */
  StatusDiagnostics(ContextAware origin, @Nullable PrintStream err) {
    this.origin = origin;
    this.err = err;
  }

  @Override
  public void info(String message) {
    origin.addInfo(message);
  }

  @Override
  public void warn(String message) {
    origin.addWarn(message);
  }

  @Override
  public void fault(String message) {
    origin.addWarn(message);
    if (err != null && !somebodyListens()) {
      err.println("Google Chat appender: " + message);
    }
  }

  private boolean somebodyListens() {
    @Nullable StatusManager statuses =
        origin.getContext() == null ? null : origin.getContext().getStatusManager();
    return statuses != null && !statuses.getCopyOfStatusListenerList().isEmpty();
  }
}
