/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import io.github.chatappender.benchmarks.report.Figure;
import io.github.chatappender.benchmarks.report.Results;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Starts hosts and measures until they are ready. Stateless. */
final class ReadyCourse {

  static final String SCENARIO = "ready";
  static final String MEDIAN = "ms median";
  static final String LOWER = "ms lower quartile";
  static final String UPPER = "ms upper quartile";
  static final String CPU = "cpu ms median";
  static final String PROCESS = "process ms median";
  static final String CLASSES = "classes";
  static final String POSTING = "http json tls classes";

  private ReadyCourse() {}

  /** Starts each subject a number of times, in turn. */
  static Results times(int runs) {
    Map<StartUpSubject, List<Ready>> all = new EnumMap<>(StartUpSubject.class);
    for (int run = -1; run < runs; run++) {
      for (StartUpSubject subject : StartUpSubject.values()) {
        Ready ready = Ready.run(subject);
        if (run >= 0) { // skips the first run, whose files may not be in memory
          all.computeIfAbsent(subject, s -> new ArrayList<>()).add(ready);
        }
      }
    }
    Results results = new Results();
    all.forEach((subject, some) -> add(results, subject, some));
    return results;
  }

  /** Counts the classes that each subject loads. */
  static Results classes(Map<StartUpSubject, LoadedClasses> loaded) {
    Results results = new Results();
    loaded.forEach(
        (subject, classes) -> {
          add(results, subject, CLASSES, classes.count());
          LoadedClasses baseline = Objects.requireNonNull(loaded.get(subject.baseline()));
          add(results, subject, POSTING, classes.forPosting(baseline).size());
        });
    return results;
  }

  private static void add(Results results, StartUpSubject subject, List<Ready> runs) {
    Quartiles millis = Quartiles.of(runs, run -> run.millis);
    add(results, subject, MEDIAN, millis.median);
    add(results, subject, LOWER, millis.lower);
    add(results, subject, UPPER, millis.upper);
    add(results, subject, CPU, Quartiles.of(runs, run -> run.cpuMillis).median);
    add(results, subject, PROCESS, Quartiles.of(runs, run -> run.processMillis).median);
  }

  /** Adds a value unless it is unknown. */
  private static void add(Results results, StartUpSubject subject, String metric, double value) {
    if (!Double.isNaN(value)) {
      results.add(new Figure(StartUp.COURSE, SCENARIO, subject.name(), 1, metric, value));
    }
  }
}
