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
 * A lone event after a pause: what it costs the caller to wake up who sleeps. Only the call is
 * timed; since it takes microseconds, what JMH does before each invocation does not show.
 */
@BenchmarkMode(Mode.SampleTime)
@Warmup(iterations = 1, time = 15)
@Measurement(iterations = 3, time = 12)
public class LoneEventBenchmark extends HostBenchmark {

  /** Longer than our thread lets samples come together: it sleeps deeply each time. */
  private static final long PAUSE_NANOS = 300_000_000;

  /** Creates a benchmark, for JMH. */
  public LoneEventBenchmark() {}

  /** Tells the scene who is going to call. */
  @Setup(Level.Trial)
  public void join(WarmScene scene) {
    scene.join(caller);
  }

  /** Makes the text and lets all threads go to sleep. */
  @Setup(Level.Invocation)
  public void pause() {
    caller.makeText();
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  /** A text that was never logged before. */
  @Benchmark
  public void loneEvent(WarmScene scene) {
    caller.logText(scene.host());
  }
}
