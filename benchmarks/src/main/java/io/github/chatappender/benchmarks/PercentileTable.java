/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.benchmarks.report.Figure;
import io.github.chatappender.benchmarks.report.Results;
import java.util.Locale;
import java.util.OptionalDouble;

/** Formats the sampled results as a Markdown table of percentiles, in nanoseconds. Stateless. */
final class PercentileTable {

  private static final String HEAD =
      "| benchmark | threads | subject | p50 ns | p99 | p99.9 | p99.99 |\n"
          + "|---|--:|---|--:|--:|--:|--:|\n";

  private PercentileTable() {}

  static String of(Results results) {
    String median = AppendFigures.percentile(AppendFigures.PERCENTILES[0]);
    StringBuilder table = new StringBuilder(HEAD);
    results.figures().stream()
        .filter(figure -> figure.metric.equals(median))
        .forEach(figure -> row(table, results, figure));
    return table.toString();
  }

  private static void row(StringBuilder table, Results results, Figure like) {
    table.append(
        String.format(Locale.ROOT, "| %s | %d | %s |", like.scenario, like.threads, like.subject));
    for (double percentile : AppendFigures.PERCENTILES) {
      OptionalDouble nanos =
          results.value(
              like.scenario, like.subject, like.threads, AppendFigures.percentile(percentile));
      table.append(String.format(Locale.ROOT, " %,.0f |", nanos.orElse(Double.NaN)));
    }
    table.append('\n');
  }
}
