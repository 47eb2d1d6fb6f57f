/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.core.api.DeliveryStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The call times of one host with our appender and with the no-op, under one fault and in the same
 * seconds. Immutable except for the histograms.
 */
final class LatencyCourse {

  private static final int CALLERS = 2;
  private static final String ADDRESS = "benchmarks.webhookUrl";
  private static final Duration FLUSH = Duration.ofSeconds(1);

  final Fault fault;
  final Subject subject;
  final Histogram baseline;
  final Histogram nanos;

  private LatencyCourse(Fault fault, Subject subject, Histogram baseline, Histogram nanos) {
    this.fault = fault;
    this.subject = subject;
    this.baseline = baseline;
    this.nanos = nanos;
  }

  /**
   * Runs a course.
   *
   * @param calls the measured calls per thread
   * @throws IllegalStateException if our appender has lost an event or missed a call
   */
  static LatencyCourse run(Fault fault, Subject subject, long calls) {
    try (Endpoint endpoint = fault.open()) {
      System.setProperty(ADDRESS, endpoint.address());
      try (Host baseline = subject.baseline().open();
          Host host = subject.open()) {
        List<PacedCaller> callers = callAll(baseline, host, calls);
        host.flush(FLUSH);
        check(host.stats(), callers.stream().mapToLong(PacedCaller::calls).sum());
        return new LatencyCourse(fault, subject, sum(callers, 0), sum(callers, 1));
      }
    }
  }

  private static List<PacedCaller> callAll(Host baseline, Host host, long calls) {
    List<PacedCaller> callers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      PacedCaller caller = new PacedCaller(Character.toString('a' + i), baseline, host, calls);
      callers.add(caller);
      threads.add(new Thread(caller, "caller-" + i));
    }
    threads.forEach(Thread::start);
    threads.forEach(Threads::join);
    return callers;
  }

  private static Histogram sum(List<PacedCaller> callers, int host) {
    Histogram sum = PacedCaller.histogram();
    callers.forEach(caller -> sum.add(caller.nanos(host)));
    return sum;
  }

  private static void check(DeliveryStats stats, long calls) {
    if (stats.accepted() != calls || stats.attempts() == 0) {
      throw new IllegalStateException(calls + " calls, " + stats);
    }
  }
}
