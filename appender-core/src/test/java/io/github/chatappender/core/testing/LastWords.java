/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The ways a program may end, each after logging an error. Stateless. */
public final class LastWords {

  /** The output of a program that waits to be terminated. */
  static final String READY = "ready to be ended";

  /** The ways to end, with their exit codes. */
  enum End {
    RETURN(0),
    EXIT(3),
    EXIT_AFTER_TWO_ERRORS(5),
    EXIT_IN_EXCEPTION_HANDLER(4),
    INTERRUPTED(0),
    UNCAUGHT(1),
    UNCAUGHT_IN_A_THREAD(0),
    SIGTERM(143);

    final int exitCode;

    End(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  private LastWords() {}

  /**
   * Logs and ends.
   *
   * @param end the name of an {@link End}
   * @param error logs an error
   */
  public static void say(String end, BiConsumer<String, @Nullable Throwable> error)
      throws InterruptedException {
    switch (End.valueOf(end)) {
      case RETURN:
        error.accept("last words", null);
        break;
      case EXIT:
        error.accept("last words", null);
        System.exit(End.EXIT.exitCode);
        break;
      case EXIT_AFTER_TWO_ERRORS:
        error.accept("first words", new IllegalArgumentException("the reason", null));
        error.accept("last words", failedStart());
        System.exit(End.EXIT_AFTER_TWO_ERRORS.exitCode);
        break;
      case EXIT_IN_EXCEPTION_HANDLER:
        Thread.setDefaultUncaughtExceptionHandler(
            (thread, thrown) -> {
              error.accept("last words", thrown);
              System.exit(End.EXIT_IN_EXCEPTION_HANDLER.exitCode);
            });
        throw new IllegalStateException("nobody catches it");
      case INTERRUPTED:
        Thread.currentThread().interrupt();
        error.accept("last words", null);
        break;
      case UNCAUGHT:
        throw new IllegalStateException("last words");
      case UNCAUGHT_IN_A_THREAD:
        Runnable task =
            () -> {
              throw new IllegalStateException("last words");
            };
        Thread thread = new Thread(task, "job-7");
        thread.start();
        thread.join();
        break;
      case SIGTERM:
        error.accept("last words", null);
        System.out.println(READY);
        TimeUnit.MINUTES.sleep(1);
        break;
    }
  }

  private static Throwable failedStart() {
    return new IllegalStateException("cannot start");
  }
}
