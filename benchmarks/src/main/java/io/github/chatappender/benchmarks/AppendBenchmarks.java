/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link AppendBenchmark} and prints what the appenders add to their host's no-op.
 *
 * <p>Arguments: {@code quick} (one fork, 3 x 1 s) or {@code full} (three forks, 5 x 2 s), then any
 * options of JMH, such as {@code -p subject=LOG4J2_NOOP,LOG4J2_CHAT} or {@code -t 4}.
 */
public final class AppendBenchmarks {

  private static final int FULL_FORKS = 3;
  private static final int FULL_ITERATIONS = 5;
  private static final TimeValue FULL_TIME = TimeValue.seconds(2);

  private AppendBenchmarks() {}

  /** Runs the benchmarks. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    String extent = args.length == 0 ? "quick" : args[0];
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    Collection<RunResult> results = new Runner(options(extent, rest).build()).run();
    PrintStream out = System.out;
    out.println();
    out.print(AddedTable.of(results));
  }

  private static OptionsBuilder options(String extent, String... rest)
      throws CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .parent(new CommandLineOptions(rest))
        .include(AppendBenchmark.class.getName())
        .shouldFailOnError(true)
        .addProfiler(GCProfiler.class)
        .resultFormat(ResultFormatType.JSON)
        .result(System.getProperty("benchmarks.output", ".") + "/append.json");
    switch (extent.toLowerCase(Locale.ROOT)) {
      case "quick":
        return options;
      case "full":
        options
            .forks(FULL_FORKS)
            .warmupIterations(FULL_ITERATIONS)
            .warmupTime(FULL_TIME)
            .measurementIterations(FULL_ITERATIONS)
            .measurementTime(FULL_TIME);
        return options;
      default:
        throw new IllegalArgumentException("quick or full must come first: " + extent);
    }
  }
}
