/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** What it costs to drop an event: queues are full and stay so. */
public class FullQueueBenchmark extends HostBenchmark {

  /** Creates a benchmark, for JMH. */
  public FullQueueBenchmark() {}

  /** Tells the scene who is going to call. */
  @Setup(Level.Trial)
  public void join(FullScene scene) {
    scene.join(caller);
  }

  /** A new text each time. */
  @Benchmark
  public void fullQueue(FullScene scene) {
    caller.everyMessageDifferent(scene.host());
  }
}
