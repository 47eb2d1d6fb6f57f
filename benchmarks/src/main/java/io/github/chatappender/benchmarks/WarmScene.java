/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A scene whose append path is already compiled, for benchmarks that pause: their own calls are too
 * few for the compiler. The warm-up takes no longer than one iteration.
 */
@State(Scope.Benchmark)
public class WarmScene extends Scene {

  private static final int CALLS = 20_000;

  /** Creates a scene, for JMH. */
  public WarmScene() {}

  @Override
  public void setUp(BenchmarkParams params) {
    super.setUp(params);
    Caller caller = new Caller();
    join(caller);
    long mostNanos = params.getMeasurement().getTime().convertTo(TimeUnit.NANOSECONDS) / 2;
    long start = System.nanoTime();
    for (int i = 0; i < CALLS && System.nanoTime() - start < mostNanos; i++) {
      caller.thousandStatements(host());
    }
    start = System.nanoTime();
    for (int i = 0; i < CALLS && System.nanoTime() - start < mostNanos; i++) {
      caller.everyMessageDifferent(host());
      if (i % AcceptBenchmark.BURST == 0) {
        rest();
      }
    }
    startOver();
  }
}
