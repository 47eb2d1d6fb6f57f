/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.core.api.DeliveryStats;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/**
 * An application that logs a workload and ends. It prints its figures as lines of a name and a
 * number; the services' addresses are system properties. Arguments: the subject, the workload, the
 * number of errors, the seconds to wait after logging them, and whether each call is timed.
 */
final class EndToEndRun {

  static final int THREADS = 2;

  /** The prefix of a line with a figure, among other output of hosts and clients. */
  static final String FIGURE = "figure ";

  static final String LOGGED_MILLIS = "ms until logged";
  static final String HEAP_MEBIBYTES = "MiB live";
  static final String STOP_MILLIS = "ms to stop";
  static final String REPORTED = "events reported";
  static final String DROPPED = "events said to be lost";
  static final String MESSAGES = "messages";

  static final String SLOW_MICROS = "us p99.9";
  static final String SLOWEST_MICROS = "us slowest";

  /** The argument that turns on timing of each call. */
  static final String TIMED = "timed";

  private static final int DIGITS = 3;
  private static final double MEBI = 1 << 20;
  private static final long LOOK_MILLIS = 50;
  private static final long MOST_STOP_MILLIS = 30_000;

  private EndToEndRun() {}

  /** Logs, waits, stops and reports. */
  public static void main(String[] args) throws InterruptedException {
    Subject subject = Subject.valueOf(args[0]);
    Workload workload = Workload.valueOf(args[1]);
    int errors = Integer.parseInt(args[2]);
    int seconds = Integer.parseInt(args[3]);
    Host host = subject.open();
    ConcurrentHistogram nanos =
        args.length > 4 && args[4].equals(TIMED) ? new ConcurrentHistogram(DIGITS) : null;
    print(LOGGED_MILLIS, millis(log(host, workload, errors, nanos)));
    if (nanos != null) {
      print(SLOW_MICROS, nanos.getValueAtPercentile(99.9) / 1e3);
      print(SLOWEST_MICROS, nanos.getMaxValue() / 1e3);
    }
    System.gc();
    print(
        HEAP_MEBIBYTES, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBI);
    stay(host, subject, Duration.ofSeconds(seconds));
    DeliveryStats stats = host.stats();
    print(STOP_MILLIS, millis(stop(host)));
    print(REPORTED, (double) stats.reported());
    print(DROPPED, (double) stats.droppedTotal());
    print(MESSAGES, (double) stats.messages());
    Runtime.getRuntime().halt(0); // some appenders leave threads behind, or have not stopped yet
  }

  /**
   * Returns the time that all threads took.
   *
   * @param nanos accepts the time of each call; null if calls are not timed
   */
  private static long log(
      Host host, Workload workload, int errors, @Nullable ConcurrentHistogram nanos)
      throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i;
      Thread thread =
          new Thread(
              () -> {
                Workload.Failing failing = new Workload.Failing();
                await(begin);
                for (int n = first; n < errors; n += THREADS) {
                  long start = nanos == null ? 0 : System.nanoTime();
                  workload.log(host, n, failing);
                  if (nanos != null) {
                    nanos.recordValue(System.nanoTime() - start);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    long start = System.nanoTime();
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return System.nanoTime() - start;
  }

  /**
   * Waits until our appender has reported all events; for other appenders, waits the whole time.
   */
  private static void stay(Host host, Subject subject, Duration time) throws InterruptedException {
    if (time.isZero() || !subject.isCounted()) {
      return;
    }
    if (subject.isOurs()) {
      host.flush(time);
      return;
    }
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /** Stops the host and returns the time it took, or the limit of our wait. */
  private static long stop(Host host) throws InterruptedException {
    Thread stopping = new Thread(host::close, "stopping");
    long start = System.nanoTime();
    stopping.start();
    stopping.join(MOST_STOP_MILLIS);
    return System.nanoTime() - start;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static void print(String name, double value) {
    System.out.println(FIGURE + name + "=" + value);
  }
}
