/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Formats courses as a Markdown table, in microseconds. Stateless. */
final class LatencyTable {

  private static final double[] PERCENTILES = {50, 99, 99.9, 99.99, 100};
  private static final String HEAD =
      "| fault | subject | calls | p50 µs | p99 | p99.9 | p99.99 | max |\n"
          + "|---|---|--:|--:|--:|--:|--:|--:|\n";

  private LatencyTable() {}

  static String of(Collection<LatencyCourse> courses) {
    StringBuilder table = new StringBuilder(HEAD);
    for (LatencyCourse course : courses) {
      row(table, course.fault, course.subject.baseline(), course.baseline);
      row(table, course.fault, course.subject, course.nanos);
    }
    return table.toString();
  }

  private static void row(StringBuilder table, Fault fault, Subject subject, Histogram nanos) {
    table.append(
        String.format(Locale.ROOT, "| %s | %s | %,d |", fault, subject, nanos.getTotalCount()));
    for (double percentile : PERCENTILES) {
      double micros = nanos.getValueAtPercentile(percentile) / 1_000.0;
      table.append(String.format(Locale.ROOT, micros < 100 ? " %.1f |" : " %,.0f |", micros));
    }
    table.append('\n');
  }
}
