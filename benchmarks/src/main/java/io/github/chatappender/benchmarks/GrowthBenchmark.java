/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Measures a call with many known statements, all logged before. */
public class GrowthBenchmark extends HostBenchmark {

  /**
   * Our appender tracks some thousands; beyond that, events go through the queue, if there is room.
   */
  private static final int MOST_KNOWN = 1_000;

  /** How many statements take turns. */
  @Param({"1", "100", "1000", "100000"})
  public int statements;

  private String[] templates = {};
  private int next;

  /** Creates a benchmark, for JMH. */
  public GrowthBenchmark() {}

  /** Registers the caller with the scene, and logs each statement for the first time. */
  @Setup(Level.Trial)
  public void join(Scene scene) {
    scene.join(caller);
    if (statements > MOST_KNOWN) {
      caller.logsMany();
    }
    templates = new String[statements];
    for (int i = 0; i < statements; i++) {
      templates[i] = "Step " + Workload.letters(i) + " of order {} failed for {}";
      caller.log(scene.host(), templates[i]);
    }
  }

  /** Logs a message with two arguments, one statement after another. */
  @Benchmark
  public void knownStatements(Scene scene) {
    next = next + 1 == statements ? 0 : next + 1;
    caller.log(scene.host(), templates[next]);
  }
}
