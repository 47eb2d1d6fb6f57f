/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Measures the cost of a critical event, written to disk before the logging call returns, compared
 * with each host's own file appender. The webhook's endpoint is down, so that every file stays.
 * Subjects take turns in rounds, each with its own directory.
 */
public final class CriticalCosts {

  private static final int WARM_UP_ROUNDS = 5;

  /** Below the spool's maximum of entries, beyond which a call writes no file. */
  private static final int EVENTS = 800;

  private static final int DELETE_TRIES = 100;
  private static final long DELETE_PAUSE_NANOS = 20_000_000;

  private CriticalCosts() {}

  /** Runs the given number of rounds and prints a table. */
  public static void main(String[] args) throws IOException {
    int rounds = Integer.parseInt(args[0]);
    Map<CriticalSubject, Histogram> nanos = new EnumMap<>(CriticalSubject.class);
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (CriticalSubject subject : CriticalSubject.values()) {
        Histogram measured = run(subject);
        if (round >= 0) {
          nanos.computeIfAbsent(subject, s -> new Histogram(3)).add(measured);
        }
      }
    }
    print(nanos, System.out);
  }

  private static Histogram run(CriticalSubject subject) throws IOException {
    Histogram nanos = new Histogram(3);
    Path directory = Files.createTempDirectory("critical-costs");
    Path file = directory.resolve("configuration.xml");
    Files.writeString(file, subject.configuration(directory), StandardCharsets.UTF_8);
    try (CriticalHost host = CriticalHost.start(subject.isLogback(), file.toUri())) {
      for (int i = 0; i < EVENTS; i++) {
        long start = System.nanoTime();
        host.critical("Order {} of customer {} lost", i, "4711");
        nanos.recordValue(System.nanoTime() - start);
      }
      long kept = count(directory, ".entry");
      if (kept != (subject.isOnDisk() ? EVENTS : 0)) {
        throw new IllegalStateException(subject + " has kept " + kept);
      }
    }
    delete(directory);
    return nanos;
  }

  private static long count(Path directory, String end) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(end)).count();
    }
  }

  /** Deletes a directory, which a sender without time to stop may still be using. */
  private static void delete(Path directory) throws IOException {
    for (int i = 0; Files.exists(directory) && i < DELETE_TRIES; i++) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
          Files.deleteIfExists(file);
        }
      } catch (DirectoryNotEmptyException | NoSuchFileException | UncheckedIOException e) {
        LockSupport.parkNanos(DELETE_PAUSE_NANOS);
      }
    }
  }

  private static void print(Map<CriticalSubject, Histogram> nanos, PrintStream out) {
    out.println("| subject | calls | p50 µs | p99 µs | max µs |\n|---|--:|--:|--:|--:|");
    nanos.forEach(
        (subject, histogram) ->
            out.printf(
                Locale.ROOT,
                "| %s | %,d | %.1f | %.1f | %,.0f |%n",
                subject,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1_000.0,
                histogram.getValueAtPercentile(99) / 1_000.0,
                histogram.getMaxValue() / 1_000.0));
  }
}
