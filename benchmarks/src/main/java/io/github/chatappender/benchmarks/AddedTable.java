/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Lays out results as a Markdown table: beside each subject's time and bytes a call, what it adds
 * to the no-op of its host in the same run. Stateless.
 */
final class AddedTable {

  private static final String BYTES = "gc.alloc.rate.norm";
  private static final String HEAD =
      "| benchmark | subject | ns/op | error | B/op | adds ns | adds B |\n"
          + "|---|---|--:|--:|--:|--:|--:|\n";

  private AddedTable() {}

  static String of(Collection<RunResult> results) {
    Map<String, Map<Subject, RunResult>> byBenchmark = new TreeMap<>();
    for (RunResult result : results) {
      byBenchmark
          .computeIfAbsent(
              result.getPrimaryResult().getLabel(), name -> new EnumMap<>(Subject.class))
          .put(Subject.valueOf(result.getParams().getParam("subject")), result);
    }
    StringBuilder table = new StringBuilder(HEAD);
    byBenchmark.forEach(
        (name, subjects) ->
            subjects.forEach(
                (subject, result) -> {
                  RunResult baseline = subjects.get(subject.baseline());
                  table.append(row(name, subject, result, baseline == null ? result : baseline));
                }));
    return table.toString();
  }

  private static String row(String name, Subject subject, RunResult result, RunResult baseline) {
    boolean compared = result != baseline;
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %.2f | %s | %s |%n",
        name,
        subject,
        nanos(result),
        result.getPrimaryResult().getScoreError(),
        bytes(result),
        compared ? format(nanos(result) - nanos(baseline), 1) : "",
        compared ? format(bytes(result) - bytes(baseline), 2) : "");
  }

  private static String format(double value, int digits) {
    return String.format(Locale.ROOT, "%+." + digits + "f", value);
  }

  private static double nanos(RunResult result) {
    return result.getPrimaryResult().getScore();
  }

  /** Returns the bytes that all threads together have allocated, by the number of calls. */
  private static double bytes(RunResult result) {
    Result<?> bytes = result.getSecondaryResults().get(BYTES);
    return bytes == null ? Double.NaN : bytes.getScore();
  }
}
