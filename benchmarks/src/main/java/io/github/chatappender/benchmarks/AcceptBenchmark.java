/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to accept an event: bursts small enough for every queue, each after a rest in which
 * the queues have become empty. Waking the appender's thread is in it, once a burst.
 */
@Warmup(iterations = 1, time = 1)
public class AcceptBenchmark extends HostBenchmark {

  /** Sentry's queue has 30 places, for two threads. */
  static final int BURST = 12;

  /** Creates a benchmark, for JMH. */
  public AcceptBenchmark() {}

  /** Tells the scene who is going to call. */
  @Setup(Level.Trial)
  public void join(WarmScene scene) {
    scene.join(caller);
  }

  /** Waits until the queue is empty; as the method takes microseconds, JMH may time it alone. */
  @Setup(Level.Invocation)
  public void rest(WarmScene scene) {
    scene.rest();
  }

  /** A burst of events that are all different. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void emptyQueue(WarmScene scene) {
    for (int i = 0; i < BURST; i++) {
      caller.everyMessageDifferent(scene.host());
    }
  }
}
