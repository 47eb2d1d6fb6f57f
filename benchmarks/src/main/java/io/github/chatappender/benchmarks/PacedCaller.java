/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One thread of an application: logs the same events to two hosts at a fixed rate, alternating
 * which comes first, and records how long each call takes.
 *
 * <p>Of every twenty calls one has a new exception and one a new text, so that it is copied and
 * queued; the rest are repeats. A call longer than the interval also counts for the calls that
 * should have begun meanwhile.
 */
final class PacedCaller implements Runnable {

  static final long INTERVAL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private static final int ROUND = 20;
  private static final int DIGITS = 3;
  private static final int WARM_UP_CALLS = 30_000;

  private final Host[] hosts;
  private final Histogram[] nanos;
  private final String name;
  private final long paced;
  private final Failures failures = new Failures();
  private final Object order = 4711;
  private final Object customer = "alice";
  private long calls;

  /**
   * Creates a caller.
   *
   * @param name makes its texts unique
   * @param paced how many calls to measure, after the warm-up
   */
  PacedCaller(String name, Host one, Host other, long paced) {
    this.name = name;
    this.paced = paced;
    hosts = new Host[] {one, other};
    nanos = new Histogram[] {histogram(), histogram()};
  }

  /** Returns a histogram like the callers'. */
  static Histogram histogram() {
    return new Histogram(TimeUnit.MINUTES.toNanos(1), DIGITS);
  }

  /**
   * Returns how long the calls of a host took; other threads may call this after the thread has
   * ended.
   */
  Histogram nanos(int host) {
    return nanos[host];
  }

  /**
   * Returns how often each host was called; other threads may call this after the thread has ended.
   */
  long calls() {
    return calls;
  }

  @Override
  public void run() {
    for (int i = 0; i < WARM_UP_CALLS; i++) {
      callBoth();
    }
    nanos[0].reset();
    nanos[1].reset();
    long start = System.nanoTime();
    for (long i = 0; i < paced; i++) {
      long left = start + i * INTERVAL_NANOS - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(left);
      }
      callBoth();
    }
  }

  private void callBoth() {
    int first = (int) (calls / ROUND % 2);
    call(first);
    call(1 - first);
    calls++;
  }

  private void call(int index) {
    Host host = hosts[index];
    int kind = (int) (calls % ROUND);
    // created before timing starts: their cost is the application's own
    Exception failure = kind == 0 ? failures.create() : null;
    String template =
        kind == 1 ? "Order of " + name + calls + "x {} failed for {}" : "Order {} failed for {}";
    long start = System.nanoTime();
    if (failure == null) {
      host.error(template, order, customer);
    } else {
      host.error("Payment failed", failure);
    }
    nanos[index].recordValueWithExpectedInterval(
        Math.min(System.nanoTime() - start, nanos[index].getHighestTrackableValue()),
        INTERVAL_NANOS);
  }
}
