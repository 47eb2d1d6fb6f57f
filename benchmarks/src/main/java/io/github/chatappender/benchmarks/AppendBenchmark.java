/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** The append path: what {@code logger.error(...)} costs an application that does nothing else. */
public class AppendBenchmark extends HostBenchmark {

  /** Creates a benchmark, for JMH. */
  public AppendBenchmark() {}

  /** Tells the scene who is going to call. */
  @Setup(Level.Trial)
  public void join(Scene scene) {
    scene.join(caller);
  }

  /** A message with two arguments, of which neither is created for the call. */
  @Benchmark
  public void twoArguments(Scene scene) {
    caller.twoArguments(scene.host());
  }

  /** The same exception object again and again, as a cached or a rethrown one. */
  @Benchmark
  public void sameException(Scene scene) {
    caller.sameException(scene.host());
  }

  /** A new exception each time; creating it is in the figures of every subject. */
  @Benchmark
  public void freshException(Scene scene) {
    caller.freshException(scene.host());
  }

  /** A text put together with a number; making it is in the figures of every subject. */
  @Benchmark
  public void concatenated(Scene scene) {
    caller.concatenated(scene.host());
  }

  /** Such a text with the same exception object. */
  @Benchmark
  public void concatenatedSameException(Scene scene) {
    caller.concatenatedSameException(scene.host());
  }

  /** Such a text with a new exception. */
  @Benchmark
  public void concatenatedFreshException(Scene scene) {
    caller.concatenatedFreshException(scene.host());
  }

  /** An event that the logger lets pass, and whose level the appender refuses. */
  @Benchmark
  public void levelRefused(Scene scene) {
    caller.refused(scene.host());
  }

  /** A thousand statements in turn. */
  @Benchmark
  public void thousandStatements(Scene scene) {
    caller.thousandStatements(scene.host());
  }

  /** A new text each time; making it is in the figures of every subject. */
  @Benchmark
  public void everyMessageDifferent(Scene scene) {
    caller.everyMessageDifferent(scene.host());
  }

  /** Five keys in the MDC, of which one changes; setting it is in the figures of every subject. */
  @Benchmark
  public void mdcChanging(Scene scene) {
    caller.mdcChanging(scene.host());
  }
}
