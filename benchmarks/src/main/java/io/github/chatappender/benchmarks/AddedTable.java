/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.benchmarks.report.Figure;
import io.github.chatappender.benchmarks.report.Results;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Formats results as a Markdown table: each subject's time and bytes per call, the increase over
 * its host's no-op in the same run, and the share of events that arrived. Stateless.
 */
final class AddedTable {

  private static final String HEAD =
      "| benchmark | threads | subject | ns/op | error | B/op | adds ns | adds B | kept % |\n"
          + "|---|--:|---|--:|--:|--:|--:|--:|--:|\n";

  private AddedTable() {}

  static String of(Results results) {
    StringBuilder table = new StringBuilder(HEAD);
    results.figures().stream()
        .filter(figure -> figure.metric.equals(AppendFigures.NANOS))
        .forEach(figure -> table.append(row(results, figure)));
    return table.toString();
  }

  private static String row(Results results, Figure time) {
    Subject subject = Subject.valueOf(time.subject);
    Subject baseline = subject == subject.baseline() ? null : subject.baseline();
    double bytes = value(results, time, subject, AppendFigures.BYTES);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %.1f | %s | %s | %s | %s | %s |%n",
        time.scenario,
        time.threads,
        subject,
        time.value,
        format("%.1f", value(results, time, subject, AppendFigures.ERROR)),
        format("%.2f", bytes),
        format("%+.1f", time.value - value(results, time, baseline, AppendFigures.NANOS)),
        format("%+.2f", bytes - value(results, time, baseline, AppendFigures.BYTES)),
        format("%.2f", value(results, time, subject, AppendFigures.KEPT)));
  }

  private static double value(
      Results results, Figure like, @Nullable Subject subject, String metric) {
    OptionalDouble value =
        subject == null
            ? OptionalDouble.empty()
            : results.value(like.scenario, subject.name(), like.threads, metric);
    return value.orElse(Double.NaN);
  }

  private static String format(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
