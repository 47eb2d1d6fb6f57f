/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median and quartiles of some numbers. Immutable. */
final class Quartiles {

  final double lower;
  final double median;
  final double upper;

  private Quartiles(double lower, double median, double upper) {
    this.lower = lower;
    this.median = median;
    this.upper = upper;
  }

  static <T> Quartiles of(List<T> runs, ToDoubleFunction<T> number) {
    double[] sorted = runs.stream().mapToDouble(number).sorted().toArray();
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  /** Interpolates between the two adjacent numbers. */
  private static double at(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
