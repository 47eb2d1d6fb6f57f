/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.api.DeliveryStats;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Logs from many virtual threads; for programs on a JDK that has them. Stateless. */
public final class VirtualThreads {

  private static final int THREADS = 10_000;

  private static final int FIRST = 200;
  private static final int KINDS = 20;

  private VirtualThreads() {}

  /**
   * Logs an error from each thread, flushes, and prints the accounts. Before that, one thread logs
   * alone to initialize the classes: a thread that waits for another's class initialization is
   * pinned by the JVM.
   */
  public static void logWith(LoggingHost host) throws Exception {
    ExecutorService threads = executor();
    threads.submit(() -> logMany(host, "com.acme.First", FIRST)).get();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads.execute(() -> log(host, "com.acme.L" + number % KINDS, number));
    }
    threads.execute(VirtualThreads::waitWhilePinned);
    threads.shutdown();
    if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new TimeoutException();
    }
    host.flush();
    DeliveryStats stats = host.stats();
    host.close();
    System.out.println(stats.accepted() + " accepted, " + stats.reported() + " reported");
  }

  private static ExecutorService executor() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static void logMany(LoggingHost host, String logger, int count) {
    for (int i = 0; i < count; i++) {
      log(host, logger + i % KINDS, i);
    }
  }

  private static void log(LoggingHost host, String logger, int number) {
    if (number % 2 == 0) {
      host.errorWith(logger, "Order {} failed", number);
    } else {
      host.error(logger, "Task failed", new IllegalStateException("of " + number));
    }
  }

  /**
   * Shows that the recording detects pinning: no thread can leave its carrier in an initializer.
   */
  private static void waitWhilePinned() {
    if (Pinned.NANOS == 0) {
      throw new AssertionError();
    }
  }

  private static final class Pinned {

    static final long NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    static {
      LockSupport.parkNanos(NANOS);
    }
  }
}
