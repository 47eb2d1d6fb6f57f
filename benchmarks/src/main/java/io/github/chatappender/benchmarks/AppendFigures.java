/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.benchmarks.report.Figure;
import io.github.chatappender.benchmarks.report.Results;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** Converts JMH's measurements and the scenes' counts to figures. Stateless. */
final class AppendFigures {

  static final String NANOS = "ns/op";
  static final String ERROR = "ns/op error";
  static final String BYTES = "B/op";
  static final String KEPT = "kept %";
  static final double[] PERCENTILES = {50, 99, 99.9, 99.99};

  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final Map<String, String> COURSES =
      Map.of(
          AppendBenchmark.class.getName(), "append",
          AcceptBenchmark.class.getName(), "accept",
          FullQueueBenchmark.class.getName(), "full-queue",
          LoneEventBenchmark.class.getName(), "lone",
          OversubscribedBenchmark.class.getName(), "oversubscribed");

  private AppendFigures() {}

  static Results of(Collection<RunResult> runs, KeptShares kept) {
    Results results = new Results();
    runs.forEach(run -> add(results, run, kept));
    return results;
  }

  /** Returns the name of a percentile's metric, such as {@code p99.9 ns}. */
  static String percentile(double percentile) {
    return String.format(Locale.ROOT, percentile % 1 == 0 ? "p%.0f ns" : "p%s ns", percentile);
  }

  private static void add(Results results, RunResult run, KeptShares kept) {
    BenchmarkParams params = run.getParams();
    String subject = params.getParam("subject");
    Result<?> primary = run.getPrimaryResult();
    add(results, params, NANOS, primary.getScore());
    add(results, params, ERROR, primary.getScoreError());
    Result<?> bytes = run.getSecondaryResults().get(ALLOCATED);
    add(results, params, BYTES, bytes == null ? Double.NaN : bytes.getScore());
    if (params.getMode() == Mode.SampleTime) {
      Statistics statistics = primary.getStatistics();
      for (double percentile : PERCENTILES) {
        add(results, params, percentile(percentile), statistics.getPercentile(percentile));
      }
    }
    OptionalDouble percent = kept.percent(params, subject);
    add(results, params, KEPT, percent.orElse(Double.NaN));
  }

  /** Adds a value unless it is unknown. */
  private static void add(Results results, BenchmarkParams params, String metric, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    String name = params.getBenchmark();
    int dot = name.lastIndexOf('.');
    results.add(
        new Figure(
            COURSES.getOrDefault(name.substring(0, dot), "append"),
            name.substring(dot + 1),
            params.getParam("subject"),
            params.getThreads(),
            metric,
            value));
  }
}
