/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import io.github.chatappender.benchmarks.report.Results;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** Formats the course as Markdown tables. Stateless. */
final class StartUpTables {

  private static final int MOST_PACKAGES = 20;

  private StartUpTables() {}

  static String ready(Results results) {
    StringBuilder table =
        new StringBuilder(
            "| subject | ms | quartiles | adds | CPU ms | adds | process ms | classes | adds "
                + "| HTTP, JSON, TLS |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for (StartUpSubject subject : StartUpSubject.values()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f to %.1f | %s | %.1f | %s | %.0f | %.0f | %s | %.0f |%n",
              subject,
              ready(results, subject, ReadyCourse.MEDIAN),
              ready(results, subject, ReadyCourse.LOWER),
              ready(results, subject, ReadyCourse.UPPER),
              added(results, subject, ReadyCourse.MEDIAN, "%+.1f"),
              ready(results, subject, ReadyCourse.CPU),
              added(results, subject, ReadyCourse.CPU, "%+.1f"),
              ready(results, subject, ReadyCourse.PROCESS),
              ready(results, subject, ReadyCourse.CLASSES),
              added(results, subject, ReadyCourse.CLASSES, "%+.0f"),
              ready(results, subject, ReadyCourse.POSTING)));
    }
    return table.toString();
  }

  /** Returns the packages from which our appenders load the most classes beyond the no-op's. */
  static String packages(Map<StartUpSubject, LoadedClasses> loaded) {
    StringBuilder table =
        new StringBuilder("| subject | package | adds classes |\n|---|---|--:|\n");
    loaded.forEach(
        (subject, classes) -> {
          LoadedClasses baseline = Objects.requireNonNull(loaded.get(subject.baseline()));
          if (subject.isOurs()) {
            classes.addedTo(baseline).entrySet().stream()
                .limit(MOST_PACKAGES)
                .map(added -> packages(subject, added.getKey(), added.getValue()))
                .forEach(table::append);
          }
        });
    return table.toString();
  }

  private static String packages(StartUpSubject subject, String name, int classes) {
    return String.format(Locale.ROOT, "| %s | %s | %d |%n", subject, name, classes);
  }

  static String footprint(Results results) {
    StringBuilder table =
        new StringBuilder("| subject | jars, bytes | libraries, bytes |\n|---|--:|--:|\n");
    for (StartUpSubject subject : StartUpSubject.values()) {
      OptionalDouble bytes = footprint(results, subject, Footprint.BYTES);
      if (bytes.isPresent()) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f |%n",
                subject,
                bytes.getAsDouble(),
                footprint(results, subject, Footprint.LIBRARY_BYTES).orElse(0)));
      }
    }
    return table.toString();
  }

  private static OptionalDouble footprint(Results results, StartUpSubject subject, String metric) {
    return results.value(Footprint.SCENARIO, subject.name(), 1, metric);
  }

  static String idle(List<IdleRun> runs) {
    StringBuilder table =
        new StringBuilder(
            "| subject | phase | threads | wake-ups/min | by thread |\n|---|---|--:|--:|---|\n");
    for (IdleRun run : runs) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %s | %s |%n",
              run.subject,
              run.phase,
              run.threads,
              Double.isNaN(run.wakeUpsPerMinute)
                  ? "not measured"
                  : String.format(Locale.ROOT, "%.0f", run.wakeUpsPerMinute),
              run.names));
    }
    return table.toString();
  }

  private static double ready(Results results, StartUpSubject subject, String metric) {
    return results.value(ReadyCourse.SCENARIO, subject.name(), 1, metric).orElse(Double.NaN);
  }

  private static String added(
      Results results, StartUpSubject subject, String metric, String format) {
    StartUpSubject baseline = subject.baseline();
    return subject == baseline
        ? ""
        : String.format(
            Locale.ROOT,
            format,
            ready(results, subject, metric) - ready(results, baseline, metric));
  }
}
