/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** Measures dropping an event: the queues stay full. */
public class FullQueueBenchmark extends HostBenchmark {

  /** Creates a benchmark, for JMH. */
  public FullQueueBenchmark() {}

  /** Registers the caller with the scene. */
  @Setup(Level.Trial)
  public void join(FullScene scene) {
    scene.join(caller);
  }

  /** Logs a new text each time. */
  @Benchmark
  public void fullQueue(FullScene scene) {
    caller.everyMessageDifferent(scene.host());
  }
}
