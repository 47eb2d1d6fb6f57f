/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Threads;

/**
 * Measures more threads than cores that log as fast as they can, while our appender's endpoint
 * refuses connections.
 */
@BenchmarkMode(Mode.SampleTime)
@Threads(OversubscribedBenchmark.THREADS)
public class OversubscribedBenchmark extends HostBenchmark {

  static final int THREADS = 8;

  /** Creates a benchmark, for JMH. */
  public OversubscribedBenchmark() {}

  /** Registers the caller with the scene. */
  @Setup(Level.Trial)
  public void join(DeadScene scene) {
    scene.join(caller);
  }

  /** Logs a repeat; one event in a hundred has a new text. */
  @Benchmark
  public void oversubscribed(DeadScene scene) {
    caller.mixed(scene.host());
  }
}
