/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The append path of a repeat: what {@code logger.error(...)} costs an application whose statement
 * has been seen before. What our delivery thread does meanwhile is in the figures: JMH counts the
 * bytes of all threads, and so it does for the hosts' asynchronous appenders.
 *
 * <p>The call from logger to appender is kept from being inlined, and so is Log4j2's clock. A no-op
 * that the compiler sees through saves it the host's own objects (Logback's event, 96 bytes, and
 * the proxy of an exception, 48; Log4j2's instant, 24), which it cannot where an appender reads
 * them: the host's share would look like the appender's.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xms512m",
      "-Xmx512m",
      "-XX:+UseG1GC",
      "-XX:CompileCommand=quiet",
      AppendBenchmark.NO_INLINING + "ch.qos.logback.core.spi.AppenderAttachableImpl::append*",
      AppendBenchmark.NO_INLINING
          + "org.apache.logging.log4j.core.config.AppenderControl::callAppender",
      AppendBenchmark.NO_INLINING + "org.apache.logging.log4j.core.util.SystemClock::init"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class AppendBenchmark {

  static final String NO_INLINING = "-XX:CompileCommand=dontinline,";

  /** A message with two arguments, of which neither is created for the call. */
  @Benchmark
  public void twoArguments(Scene scene, Caller caller) {
    caller.twoArguments(scene.host());
  }

  /** The same exception object again and again, as a cached or a rethrown one. */
  @Benchmark
  public void sameException(Scene scene, Caller caller) {
    caller.sameException(scene.host());
  }

  /** A new exception each time; creating it is in the figures of every subject. */
  @Benchmark
  public void freshException(Scene scene, Caller caller) {
    caller.freshException(scene.host());
  }
}
