/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.benchmarks.report.Figure;
import io.github.chatappender.benchmarks.report.Results;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures how costs grow: of a call with the number of known statements and of calling threads, of
 * a step of the delivery thread with the number of known problems; and the heap per problem.
 *
 * <p>Argument: the milliseconds of an iteration.
 */
public final class Growth {

  static final String COURSE = "growth";

  private static final int ITERATIONS = 3;
  private static final int[] THREADS = {1, 2, 4, 8, 16, 32, 64};
  private static final int FEW_INCIDENTS = 1;
  private static final int MANY_INCIDENTS = 1_000;
  private static final String[] SUBJECTS =
      Stream.of(
              Subject.LOGBACK_NOOP, Subject.LOGBACK_CHAT, Subject.LOG4J2_NOOP, Subject.LOG4J2_CHAT)
          .map(Subject::name)
          .toArray(String[]::new);

  private final TimeValue time;
  private final Results results = new Results();

  private Growth(TimeValue time) {
    this.time = time;
  }

  /** Measures everything, prints a table and writes {@code growth.csv}. */
  public static void main(String[] args) throws IOException, RunnerException {
    Growth growth = new Growth(TimeValue.milliseconds(Long.parseLong(args[0])));
    growth.measure();
    growth.results.write(Path.of(System.getProperty("benchmarks.output", "."), COURSE + ".csv"));
    System.out.print(table(growth.results));
  }

  private void measure() throws RunnerException {
    OptionsBuilder append = options(GrowthBenchmark.class);
    append.param("subject", SUBJECTS);
    for (RunResult run : run(append)) {
      add(run.getParams().getParam("statements") + " statements", run);
    }
    for (int threads : THREADS) {
      OptionsBuilder options = options(GrowthBenchmark.class);
      options.param("subject", SUBJECTS).param("statements", "100").threads(threads);
      run(options).forEach(run -> add("100 statements on so many threads", run));
    }
    for (RunResult run : run(options(StepBenchmark.class))) {
      add("step with " + run.getParams().getParam("incidents") + " incidents", run);
    }
    double few = heapOf(FEW_INCIDENTS);
    double each = (heapOf(MANY_INCIDENTS) - few) / (MANY_INCIDENTS - FEW_INCIDENTS);
    results.add(new Figure(COURSE, "heap of an incident", "CORE", 1, "bytes", each));
  }

  private OptionsBuilder options(Class<?> benchmark) {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(benchmark.getName().replace(".", "\\.") + "\\.")
        .shouldFailOnError(true)
        .warmupIterations(ITERATIONS)
        .warmupTime(time)
        .measurementIterations(ITERATIONS)
        .measurementTime(time);
    return options;
  }

  private static Collection<RunResult> run(OptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  private void add(String scenario, RunResult run) {
    String subject = run.getParams().getParam("subject");
    results.add(
        new Figure(
            COURSE,
            scenario,
            subject == null ? "CORE" : subject,
            run.getParams().getThreads(),
            AppendFigures.NANOS,
            run.getPrimaryResult().getScore()));
  }

  /** Returns the heap bytes of the given number of problems, samples included. */
  static double heapOf(int incidents) {
    long before = liveBytes();
    ManyIncidents many = new ManyIncidents(incidents);
    long bytes = liveBytes() - before;
    many.step(); // keeps it reachable
    return bytes;
  }

  private static long liveBytes() {
    for (int i = 0; i < ITERATIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Formats the figures as Markdown. */
  static String table(Results results) {
    StringBuilder table =
        new StringBuilder("| what | subject | threads | ns/op or bytes |\n|---|---|--:|--:|\n");
    for (Figure figure : results.figures()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %,.0f |%n",
              figure.scenario,
              figure.subject,
              figure.threads,
              figure.value));
    }
    return table.toString();
  }
}
