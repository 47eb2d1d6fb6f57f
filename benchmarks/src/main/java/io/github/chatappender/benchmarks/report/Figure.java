/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.report;

import java.util.Locale;

/** One measured number and what it is of. Immutable. */
public final class Figure {

  /** Which kind of measurement: {@code append}, {@code endtoend}, {@code startup}, … */
  public final String course;

  /** What was done: {@code twoArguments}, say. */
  public final String scenario;

  /** Who did it: the name of a subject. */
  public final String subject;

  /** On how many threads. */
  public final int threads;

  /** What is counted, with its unit: {@code ns/op}, {@code p99 us}, {@code events told}. */
  public final String metric;

  /** How much of it. */
  public final double value;

  /**
   * Creates a figure; no text may hold a comma.
   *
   * @param course the kind of measurement
   * @param scenario what was done
   * @param subject who did it
   * @param threads on how many threads
   * @param metric what is counted, with its unit
   * @param value how much of it
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

  /** Reads what {@link #toString} has written. */
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
