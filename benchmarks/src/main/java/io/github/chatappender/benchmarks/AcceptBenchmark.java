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
 * Measures accepting an event: bursts that fit every queue, each after a pause that empties the
 * queues. Includes waking the appender's thread, once per burst.
 */
@Warmup(iterations = 1, time = 1)
public class AcceptBenchmark extends HostBenchmark {

  /** Fits Sentry's queue of 30 with two threads. */
  static final int BURST = 12;

  /** Creates a benchmark, for JMH. */
  public AcceptBenchmark() {}

  /** Registers the caller with the scene. */
  @Setup(Level.Trial)
  public void join(WarmScene scene) {
    scene.join(caller);
  }

  /**
   * Waits until the queue is empty; per-invocation setup is acceptable because the method takes
   * microseconds.
   */
  @Setup(Level.Invocation)
  public void rest(WarmScene scene) {
    scene.rest();
  }

  /** Logs a burst of events that are all different. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void emptyQueue(WarmScene scene) {
    for (int i = 0; i < BURST; i++) {
      caller.everyMessageDifferent(scene.host());
    }
  }
}
