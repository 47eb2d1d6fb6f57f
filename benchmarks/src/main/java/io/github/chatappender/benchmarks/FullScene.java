/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A scene with full queues: the events of other appenders are held until the end; our appender's
 * endpoint refuses connections, and its queue has the smallest size allowed.
 */
@State(Scope.Benchmark)
public class FullScene extends DeadScene {

  private static final String CAPACITY = "benchmarks.queueCapacity";
  private static final String SMALLEST = "16";

  /** Creates a scene, for JMH. */
  public FullScene() {}

  @Override
  public void setUp(BenchmarkParams params) {
    System.setProperty(CAPACITY, SMALLEST);
    try {
      super.setUp(params);
    } finally {
      System.clearProperty(CAPACITY);
    }
    Gate gate = gate();
    if (gate != null) {
      gate.shut();
    }
  }
}
