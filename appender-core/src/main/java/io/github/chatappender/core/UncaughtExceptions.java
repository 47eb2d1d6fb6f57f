/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs the exceptions that end a thread, and prints them as the JVM does without a handler. Only
 * threads of this class loader and those below it count: a server's other applications have their
 * own. Thread-safe.
 */
final class UncaughtExceptions implements Thread.UncaughtExceptionHandler {

  /** The exception of {@code Thread.stop}, which the JVM does not print. */
  private static final String THREAD_DEATH = "java.lang.ThreadDeath";

  /** The loggers of the running senders; the first one logs for all. */
  private final List<Consumer<Throwable>> loggers = new CopyOnWriteArrayList<>();

  private UncaughtExceptions() {}

  /**
   * Lets a logger log uncaught exceptions, unless the JVM has another default handler.
   *
   * @return null if it does so, else the reason that it cannot
   */
  static synchronized @Nullable String add(Consumer<Throwable> logger) {
    try {
      Thread.UncaughtExceptionHandler present = Thread.getDefaultUncaughtExceptionHandler();
      if (present instanceof UncaughtExceptions) {
        ((UncaughtExceptions) present).loggers.add(logger);
      } else if (present == null) {
        UncaughtExceptions ours = new UncaughtExceptions();
        ours.loggers.add(logger);
        Thread.setDefaultUncaughtExceptionHandler(ours);
      } else {
        return present.getClass().getName() + " already handles them";
      }
      return null;
    } catch (SecurityException e) {
      return "the security manager does not allow it";
    }
  }

  /** Ends what {@link #add} began; the last logger takes the handler with it. */
  static synchronized void remove(Consumer<Throwable> logger) {
    Thread.UncaughtExceptionHandler present = Thread.getDefaultUncaughtExceptionHandler();
    if (present instanceof UncaughtExceptions) {
      UncaughtExceptions ours = (UncaughtExceptions) present;
      ours.loggers.remove(logger);
      if (ours.loggers.isEmpty()) {
        Thread.setDefaultUncaughtExceptionHandler(null);
      }
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (thrown.getClass().getName().equals(THREAD_DEATH)) {
      return;
    }
    try {
      if (isOurs(thread) && !loggers.isEmpty()) {
        loggers.get(0).accept(thrown);
      }
    } catch (Throwable e) {
      // logging failed, or the last logger was just removed; it is printed in any case
    }
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    thrown.printStackTrace(System.err);
  }

  private static boolean isOurs(Thread thread) {
    ClassLoader ours = UncaughtExceptions.class.getClassLoader();
    for (ClassLoader l = thread.getContextClassLoader(); l != null; l = l.getParent()) {
      if (l == ours) {
        return true;
      }
    }
    return false;
  }
}
