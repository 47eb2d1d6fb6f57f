/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures a single event after a pause: the caller's cost of waking a sleeping thread. Only the
 * call is timed; because it takes microseconds, JMH's work before each invocation is negligible.
 */
@BenchmarkMode(Mode.SampleTime)
@Warmup(iterations = 1, time = 15)
@Measurement(iterations = 3, time = 12)
public class LoneEventBenchmark extends HostBenchmark {

  /** Longer than our thread waits to gather samples, so that it is asleep each time. */
  private static final long PAUSE_NANOS = 300_000_000;

  /** Creates a benchmark, for JMH. */
  public LoneEventBenchmark() {}

  /** Registers the caller with the scene. */
  @Setup(Level.Trial)
  public void join(WarmScene scene) {
    scene.join(caller);
  }

  /** Builds the text and lets all threads fall asleep. */
  @Setup(Level.Invocation)
  public void pause() {
    caller.makeText();
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  /** Logs a new text. */
  @Benchmark
  public void loneEvent(WarmScene scene) {
    caller.logText(scene.host());
  }
}
