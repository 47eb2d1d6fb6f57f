/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Measures the outcome of storms with our appender, compared with the hosts' no-ops: two threads of
 * an application log errors as fast as they can, each time in a cold JVM, to a Chat space with
 * Google's quota.
 *
 * <p>Arguments: the number of errors, the number of runs for the median, and then the workloads,
 * all by default.
 */
public final class Storms {

  private static final int STAY_SECONDS = 60;

  private static final Set<Workload> WORKLOADS =
      EnumSet.complementOf(EnumSet.of(Workload.ALL_DISTINCT, Workload.ALL_DISTINCT_EXCEPTIONS));

  private static final List<List<Subject>> HOSTS =
      List.of(
          List.of(Subject.LOGBACK_NOOP, Subject.LOGBACK_CHAT),
          List.of(Subject.LOG4J2_NOOP, Subject.LOG4J2_CHAT));

  private Storms() {}

  /** Runs everything and prints a table, row by row. */
  public static void main(String[] args) {
    int errors = Integer.parseInt(args[0]);
    int rounds = Integer.parseInt(args[1]);
    Set<Workload> workloads = args.length > 2 ? EnumSet.noneOf(Workload.class) : WORKLOADS;
    for (int i = 2; i < args.length; i++) {
      workloads.add(Workload.valueOf(args[i]));
    }
    System.out.println(
        "| workload | subject | reported | counted as lost | messages | ms until logged | x no-op"
            + " | us p99.9 | us slowest |\n|---|---|--:|--:|--:|--:|--:|--:|--:|");
    for (Workload workload : workloads) {
      for (List<Subject> host : HOSTS) {
        print(workload, run(workload, host, errors, rounds));
      }
    }
  }

  /** Returns the medians of each subject's figures. */
  static Map<Subject, Map<String, Double>> run(
      Workload workload, List<Subject> subjects, int errors, int rounds) {
    Map<Subject, Map<String, List<Double>>> seen = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Subject subject : subjects) {
        Map<String, List<Double>> figures =
            seen.computeIfAbsent(subject, s -> new LinkedHashMap<>());
        Map<String, Double> timed = EndToEnd.observe(subject, workload, errors, 0, true);
        for (String metric : List.of(EndToEndRun.SLOW_MICROS, EndToEndRun.SLOWEST_MICROS)) {
          add(figures, metric, timed.getOrDefault(metric, Double.NaN));
        }
        int stay = subject.isOurs() ? STAY_SECONDS : 0;
        EndToEnd.observe(subject, workload, errors, stay, false)
            .forEach((metric, value) -> add(figures, metric, value));
      }
    }
    Map<Subject, Map<String, Double>> medians = new LinkedHashMap<>();
    seen.forEach(
        (subject, figures) -> {
          Map<String, Double> median = new LinkedHashMap<>();
          figures.forEach((metric, values) -> median.put(metric, median(values)));
          medians.put(subject, median);
        });
    return medians;
  }

  private static void add(Map<String, List<Double>> figures, String metric, double value) {
    figures.computeIfAbsent(metric, m -> new ArrayList<>()).add(value);
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  private static void print(Workload workload, Map<Subject, Map<String, Double>> medians) {
    double noop = Double.NaN;
    for (Map.Entry<Subject, Map<String, Double>> row : medians.entrySet()) {
      Map<String, Double> figures = row.getValue();
      double millis = figures.getOrDefault(EndToEndRun.LOGGED_MILLIS, Double.NaN);
      noop = row.getKey().isOurs() ? noop : millis;
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,.0f | %,.0f | %,.0f | %,.0f | %.1f | %,.1f | %,.0f |",
              workload,
              row.getKey(),
              figures.getOrDefault(EndToEndRun.REPORTED, Double.NaN),
              figures.getOrDefault(EndToEndRun.DROPPED, Double.NaN),
              figures.getOrDefault(EndToEnd.REQUESTS, Double.NaN),
              millis,
              millis / noop,
              figures.getOrDefault(EndToEndRun.SLOW_MICROS, Double.NaN),
              figures.getOrDefault(EndToEndRun.SLOWEST_MICROS, Double.NaN)));
    }
  }
}
