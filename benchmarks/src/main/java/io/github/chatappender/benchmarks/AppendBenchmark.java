/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/**
 * Measures the append path: the cost of {@code logger.error(...)} in an application that does
 * nothing else.
 */
public class AppendBenchmark extends HostBenchmark {

  /** Creates a benchmark, for JMH. */
  public AppendBenchmark() {}

  /** Registers the caller with the scene. */
  @Setup(Level.Trial)
  public void join(Scene scene) {
    scene.join(caller);
  }

  /** Logs a message with two arguments, neither created for the call. */
  @Benchmark
  public void twoArguments(Scene scene) {
    caller.twoArguments(scene.host());
  }

  /** Logs the same exception object repeatedly, like a cached or rethrown one. */
  @Benchmark
  public void sameException(Scene scene) {
    caller.sameException(scene.host());
  }

  /** Logs a new exception each time; every subject's figures include creating it. */
  @Benchmark
  public void freshException(Scene scene) {
    caller.freshException(scene.host());
  }

  /** Logs a text concatenated with a number; every subject's figures include building it. */
  @Benchmark
  public void concatenated(Scene scene) {
    caller.concatenated(scene.host());
  }

  /** Logs a concatenated text with the same exception object. */
  @Benchmark
  public void concatenatedSameException(Scene scene) {
    caller.concatenatedSameException(scene.host());
  }

  /** Logs a concatenated text with a new exception. */
  @Benchmark
  public void concatenatedFreshException(Scene scene) {
    caller.concatenatedFreshException(scene.host());
  }

  /** Logs an event that passes the logger but not the appender's level. */
  @Benchmark
  public void levelRefused(Scene scene) {
    caller.refused(scene.host());
  }

  /** Logs a thousand statements in turn. */
  @Benchmark
  public void thousandStatements(Scene scene) {
    caller.thousandStatements(scene.host());
  }

  /** Logs a new text each time; every subject's figures include building it. */
  @Benchmark
  public void everyMessageDifferent(Scene scene) {
    caller.everyMessageDifferent(scene.host());
  }

  /** Logs with five MDC keys, one of them changing; every subject's figures include setting it. */
  @Benchmark
  public void mdcChanging(Scene scene) {
    caller.mdcChanging(scene.host());
  }
}
