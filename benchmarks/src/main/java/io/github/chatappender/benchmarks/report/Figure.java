/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.report;

import java.util.Locale;

/** One measured number and its meaning. Immutable. */
public final class Figure {

  /** The kind of measurement: {@code append}, {@code endtoend}, {@code startup}, … */
  public final String course;

  /** The measured scenario, such as {@code twoArguments}. */
  public final String scenario;

  /** The name of the subject. */
  public final String subject;

  /** The number of threads. */
  public final int threads;

  /** The metric with its unit: {@code ns/op}, {@code p99 us}, {@code events told}. */
  public final String metric;

  /** The value of the metric. */
  public final double value;

  /**
   * Creates a figure; no text may contain a comma.
   *
   * @param course the kind of measurement
   * @param scenario the measured scenario
   * @param subject the name of the subject
   * @param threads the number of threads
   * @param metric the metric with its unit
   * @param value the value of the metric
   */
  public Figure(
      String course, String scenario, String subject, int threads, String metric, double value) {
    this.course = course;
    this.scenario = scenario;
    this.subject = subject;
    this.threads = threads;
    this.metric = metric;
    this.value = value;
  }

  /** Parses the output of {@link #toString}. */
  static Figure parse(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 6) {
      throw new IllegalArgumentException("not a figure: " + line);
    }
    return new Figure(
        cells[0],
        cells[1],
        cells[2],
        Integer.parseInt(cells[3]),
        cells[4],
        Double.parseDouble(cells[5]));
  }

  /** Returns a line of CSV. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s,%s,%s,%d,%s,%.4f", course, scenario, subject, threads, metric, value);
  }
}
