/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often this process's threads have gone to sleep voluntarily, as counted by Linux: a
 * constantly sleeping thread adds nothing. Immutable.
 */
final class ThreadSwitches {

  private static final Path TASKS = Path.of("/proc/self/task");
  private static final String COUNT = "voluntary_ctxt_switches:";
  private static final int NAME_BYTES = 15;

  /** The counts by thread number and name. */
  private final Map<String, Long> counts;

  private ThreadSwitches(Map<String, Long> counts) {
    this.counts = counts;
  }

  static boolean isKnown() {
    return Files.isDirectory(TASKS);
  }

  /** Reads the counts of all threads. */
  static ThreadSwitches now() {
    Map<String, Long> counts = new HashMap<>();
    try (Stream<Path> tasks = Files.list(TASKS)) {
      for (Path task : tasks.collect(Collectors.toList())) {
        read(task, counts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ThreadSwitches(counts);
  }

  /**
   * Returns, by name, how often the named threads have slept since an earlier reading; one that
   * ended counts once.
   */
  Map<String, Long> since(ThreadSwitches earlier, Collection<String> javaNames) {
    Map<String, Long> since = new TreeMap<>();
    counts.forEach(
        (thread, count) -> {
          long before = earlier.counts.getOrDefault(thread, 0L);
          since.merge(name(thread), count - before, Long::sum);
        });
    earlier.counts.keySet().stream()
        .filter(thread -> !counts.containsKey(thread))
        .forEach(thread -> since.merge(name(thread), 1L, Long::sum));
    since
        .keySet()
        .retainAll(
            javaNames.stream().flatMap(ThreadSwitches::kernelNames).collect(Collectors.toSet()));
    return since;
  }

  private static void read(Path task, Map<String, Long> counts) throws IOException {
    try {
      String name = Files.readString(task.resolve("comm")).strip();
      List<String> lines = Files.readAllLines(task.resolve("status"));
      counts.put(task.getFileName() + " " + name, count(lines));
    } catch (NoSuchFileException e) {
      // the thread has just ended
    }
  }

  private static long count(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(COUNT))
        .mapToLong(line -> Long.parseLong(line.substring(COUNT.length()).strip()))
        .sum();
  }

  private static String name(String thread) {
    return thread.substring(thread.indexOf(' ') + 1);
  }

  /**
   * Returns the names the system may use for a thread; newer JVMs leave out the middle of its name.
   */
  private static Stream<String> kernelNames(String name) {
    return name.length() <= NAME_BYTES
        ? Stream.of(name.strip())
        : Stream.of(
            name.substring(0, NAME_BYTES).strip(),
            name.substring(0, 7) + ".." + name.substring(name.length() - 6));
  }
}
