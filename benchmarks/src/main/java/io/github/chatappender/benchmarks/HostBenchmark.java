/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The base of all benchmarks of {@code logger.error(...)}. The figures include the work of an
 * appender's threads: JMH counts the bytes of all threads.
 *
 * <p>Neither the call from logger to appender nor Log4j2's clock is inlined. With an inlined no-op
 * the compiler would eliminate the host's own objects (Logback's event, 96 bytes, and the proxy of
 * an exception, 48; Log4j2's instant, 24), but not with an appender that reads them: the host's
 * share would look like the appender's.
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
      HostBenchmark.NO_INLINING + "ch.qos.logback.core.spi.AppenderAttachableImpl::append*",
      HostBenchmark.NO_INLINING
          + "org.apache.logging.log4j.core.config.AppenderControl::callAppender",
      HostBenchmark.NO_INLINING + "org.apache.logging.log4j.core.util.SystemClock::init"
    })
@State(Scope.Thread)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 3, time = 1)
public abstract class HostBenchmark {

  static final String NO_INLINING = "-XX:CompileCommand=dontinline,";

  /** Logs this thread's events. */
  final Caller caller = new Caller();

  HostBenchmark() {}
}
