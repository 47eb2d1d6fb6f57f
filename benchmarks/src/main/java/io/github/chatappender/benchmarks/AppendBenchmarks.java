/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
 * Runs the benchmarks of the append path and prints the appenders' increase over their host's
 * no-op.
 *
 * <p>Arguments: {@code quick} (one fork, 3 x 1 s, the main cases) or {@code full} (three
 * forks, 5 x 2 s, all cases), then any options of JMH, such as {@code -p
 * subject=LOG4J2_NOOP,LOG4J2_CHAT}, {@code -t 4} or a part of a benchmark's name.
 */
public final class AppendBenchmarks {

  private static final int FULL_FORKS = 3;
  private static final int FULL_ITERATIONS = 5;
  private static final TimeValue FULL_TIME = TimeValue.seconds(2);

  private AppendBenchmarks() {}

  /** Runs the benchmarks. */
  public static void main(String[] args)
      throws IOException, RunnerException, CommandLineOptionException {
    boolean full = isFull(args.length == 0 ? "quick" : args[0]);
    CommandLineOptions rest =
        new CommandLineOptions(args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length));
    Path output = Path.of(System.getProperty("benchmarks.output", "."));
    Path keptFile = output.resolve("append-kept.csv");
    Files.createDirectories(output);
    Files.deleteIfExists(keptFile);
    List<RunResult> runs = new ArrayList<>();
    int parts = 0;
    for (Plan plan : full ? Plan.full() : Plan.quick()) {
      Plan wanted = plan.only(rest.getIncludes(), subject -> isWanted(subject, rest));
      // a given number of threads makes the cases on one and two threads identical
      boolean again = plan.threads == 2 && rest.getThreads().hasValue();
      if (!again && !wanted.isEmpty()) {
        Path json = output.resolve("append-" + ++parts + ".json");
        OptionsBuilder options = options(wanted, full, rest);
        options.jvmArgsAppend("-D" + KeptShares.FILE + "=" + keptFile).result(json.toString());
        runs.addAll(new Runner(options.build()).run());
      }
    }
    Results results = AppendFigures.of(runs, KeptShares.read(keptFile));
    results.write(output.resolve("append.csv"));
    PrintStream out = System.out;
    out.println();
    out.println(AddedTable.of(results));
    out.print(PercentileTable.of(results));
  }

  private static boolean isFull(String extent) {
    switch (extent.toLowerCase(Locale.ROOT)) {
      case "quick":
        return false;
      case "full":
        return true;
      default:
        throw new IllegalArgumentException("quick or full must come first: " + extent);
    }
  }

  private static boolean isWanted(Subject subject, CommandLineOptions rest) {
    Collection<String> names = rest.getParameter("subject").orElse(List.of());
    return names.isEmpty() || names.contains(subject.name());
  }

  /** Returns the options of a plan; the command line's take precedence. */
  private static OptionsBuilder options(Plan plan, boolean full, CommandLineOptions rest) {
    OptionsBuilder options = new OptionsBuilder();
    options
        .parent(rest)
        .shouldFailOnError(true)
        .addProfiler(GCProfiler.class)
        .resultFormat(ResultFormatType.JSON)
        .threads(rest.getThreads().orElse(plan.threads))
        .param("subject", plan.subjects.stream().map(Subject::name).toArray(String[]::new));
    plan.benchmarks.forEach(name -> options.include(name.replace(".", "\\.") + "$"));
    if (full) {
      options
          .forks(rest.getForkCount().orElse(FULL_FORKS))
          .warmupIterations(rest.getWarmupIterations().orElse(FULL_ITERATIONS))
          .warmupTime(rest.getWarmupTime().orElse(FULL_TIME))
          .measurementIterations(rest.getMeasurementIterations().orElse(FULL_ITERATIONS))
          .measurementTime(rest.getMeasurementTime().orElse(FULL_TIME));
    }
    return options;
  }
}
