/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks once, in this process: their figures mean nothing, that they run does. */
class AppendBenchmarkTest {

  private static final String CASES =
      "\\.(Append|Accept|FullQueue|LoneEvent|Oversubscribed)Benchmark\\.";

  @TempDir Path directory;

  @BeforeEach
  void noteWhatIsKept() {
    System.setProperty(KeptShares.FILE, directory.resolve("kept.csv").toString());
  }

  @AfterEach
  void noteNoMore() {
    System.clearProperty(KeptShares.FILE);
  }

  @Test
  void ourAppendersCountEveryCallOfEveryCase() throws RunnerException, IOException {
    Collection<RunResult> runs =
        run(1, CASES, 20, Subject.LOGBACK_NOOP, Subject.LOGBACK_CHAT, Subject.LOG4J2_CHAT);

    Results results = AppendFigures.of(runs, KeptShares.read(directory.resolve("kept.csv")));
    assertThat(runs).hasSize(3 * 14);
    assertThat(runs).allSatisfy(r -> assertThat(r.getPrimaryResult().getScore()).isPositive());
    assertThat(AddedTable.of(results).lines()).hasSize(2 + 3 * 14);
    assertThat(PercentileTable.of(results).lines()).hasSize(2 + 3 * 2);
    assertThat(results.value("twoArguments", "LOGBACK_CHAT", 1, AppendFigures.KEPT)).hasValue(100);
    assertThat(results.value("twoArguments", "LOGBACK_NOOP", 1, AppendFigures.KEPT)).isEmpty();
  }

  @Test
  void eventsOtherAppendersAccept_arrive() throws RunnerException, IOException {
    Subject[] others =
        Arrays.stream(Subject.values())
            .filter(subject -> subject.isCounted() && !subject.isOurs())
            .toArray(Subject[]::new);

    Collection<RunResult> runs = run(2, AcceptBenchmark.class.getName(), 5, others);

    Results results = AppendFigures.of(runs, KeptShares.read(directory.resolve("kept.csv")));
    assertThat(runs).hasSize(others.length);
    for (Subject subject : others) {
      assertThat(results.value("emptyQueue", subject.name(), 2, AppendFigures.KEPT).orElse(0))
          .as(subject.name())
          .isPositive();
    }
  }

  @Test
  void plansNameBenchmarksThatExist() throws RunnerException {
    List<String> names = new ArrayList<>();
    Plan.full().forEach(plan -> names.addAll(plan.benchmarks));
    Plan.quick().forEach(plan -> names.addAll(plan.benchmarks));

    assertThat(names)
        .allSatisfy(
            name ->
                assertThat(Class.forName(name.substring(0, name.lastIndexOf('.'))))
                    .hasDeclaredMethods(name.substring(name.lastIndexOf('.') + 1)));
  }

  static Collection<RunResult> run(int threads, String include, int millis, Subject... subjects)
      throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(include)
        .param("subject", Arrays.stream(subjects).map(Subject::name).toArray(String[]::new))
        .threads(threads)
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(millis))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    return new Runner(options.build()).run();
  }
}
