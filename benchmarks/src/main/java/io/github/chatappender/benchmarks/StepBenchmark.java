/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures how long the delivery thread takes to find due notices among many known problems. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields that begin does not
public class StepBenchmark {

  /** How many problems are known. */
  @Param({"1", "100", "1000"})
  public int incidents;

  private ManyIncidents many;

  /** Creates a benchmark, for JMH. */
  public StepBenchmark() {}

  /** Starts the problems. */
  @Setup(Level.Trial)
  public void begin() {
    many = new ManyIncidents(incidents);
  }

  /** Adds an event to one problem and looks for due notices. */
  @Benchmark
  public long step() {
    return many.step();
  }
}
