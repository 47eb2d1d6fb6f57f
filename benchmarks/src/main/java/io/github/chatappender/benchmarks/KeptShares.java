/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The share of logged events that arrived, by benchmark, subject and threads. A fork writes it to a
 * file for the process that started it. Not thread-safe.
 */
final class KeptShares {

  /** The system property that names the file; without it nothing is written. */
  static final String FILE = "benchmarks.kept";

  private final Map<String, long[]> counts = new HashMap<>();

  private KeptShares() {}

  /** Appends one fork's counts to the file. */
  static void note(BenchmarkParams run, Subject subject, long calls, long kept) {
    String file = System.getProperty(FILE);
    if (file == null) {
      return;
    }
    String line = key(run, subject.name()) + "," + calls + "," + kept;
    try {
      Files.write(
          Path.of(file), List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the counts of all forks; a missing file has none. */
  static KeptShares read(Path file) throws IOException {
    KeptShares kept = new KeptShares();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      int last = line.lastIndexOf(',');
      int first = line.lastIndexOf(',', last - 1);
      long[] sums = kept.counts.computeIfAbsent(line.substring(0, first), key -> new long[2]);
      sums[0] += Long.parseLong(line.substring(first + 1, last));
      sums[1] += Long.parseLong(line.substring(last + 1));
    }
    return kept;
  }

  /** Returns the share of a run's events in percent, empty if they were not counted. */
  OptionalDouble percent(BenchmarkParams run, String subject) {
    long[] sums = counts.get(key(run, subject));
    return sums == null || sums[0] == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * sums[1] / sums[0]);
  }

  private static String key(BenchmarkParams run, String subject) {
    return run.getBenchmark() + "," + subject + "," + run.getThreads();
  }
}
