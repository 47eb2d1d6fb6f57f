/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.status.StatusListener;
import io.github.chatappender.core.api.Diagnostics;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports through Logback's status system. Reports no errors there, because Spring Boot refuses to
 * start an application whose logging configuration has one. Also prints important lines to standard
 * error, unless Logback prints them itself. Thread-safe.
 */
final class StatusDiagnostics implements Diagnostics {

  /**
   * The superclass of every listener that prints; looked up by name because it is public only since
   * Logback 1.3.
   */
  private static final String PRINTING =
      "ch.qos.logback.core.status.OnPrintStreamStatusListenerBase";

  /**
   * The classes that configure Logback on first use, before 1.3 and since. Only they print warnings
   * after reading the configuration; a reload and Spring Boot do not.
   */
  private static final Set<String> PRINTING_AT_START =
      Set.of(
          "ch.qos.logback.classic.spi.LogbackServiceProvider", "org.slf4j.impl.StaticLoggerBinder");

  private final ContextAware origin;
  private final String appender;

  /**
   * Creates diagnostics for an appender.
   *
   * @param origin the appender
   * @param appender its name
   */
  StatusDiagnostics(ContextAware origin, @Nullable String appender) {
    this.origin = origin;
    this.appender = String.valueOf(appender);
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
  public void alert(String message) {
    if (!isShownByLogback(message)) {
      System.err.println("GoogleChat appender " + appender + ": " + message);
    }
  }

  /** Passes a line to Logback, whose classes may be missing once its loader is closed. */
  private boolean isShownByLogback(String message) {
    try {
      origin.addWarn(message);
      return isPrintedByLogback();
    } catch (LinkageError e) {
      return false;
    }
  }

  @Override
  public void fault(String message) {
    alert(message);
  }

  private boolean isPrintedByLogback() {
    @Nullable Context context = origin.getContext();
    if (context == null) {
      return false;
    }
    List<StatusListener> listeners = context.getStatusManager().getCopyOfStatusListenerList();
    for (StatusListener listener : listeners) {
      if (prints(listener)) {
        return true;
      }
    }
    return listeners.isEmpty() && isFirstConfiguration();
  }

  private static boolean prints(StatusListener listener) {
    for (Class<?> type = listener.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(PRINTING)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFirstConfiguration() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> PRINTING_AT_START.contains(frame.getClassName())));
  }
}
