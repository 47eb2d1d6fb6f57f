/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of a JVM's loaded classes, in order. Immutable. */
final class LoadedClasses {

  /** The classes that only posting needs. */
  private static final Pattern POSTING =
      Pattern.compile(
          "(java\\.net\\.http|jdk\\.internal\\.net\\.http|sun\\.net\\.www\\.protocol\\.https?"
              + "|com\\.fasterxml\\.jackson|javax\\.net\\.ssl|sun\\.security\\.ssl)\\..*");

  private final List<String> names;

  private LoadedClasses(List<String> names) {
    this.names = names;
  }

  /** Reads the output of {@code -Xlog:class+load} without decorations. */
  static LoadedClasses read(Path log) throws IOException {
    return new LoadedClasses(
        Files.readAllLines(log).stream()
            .filter(line -> line.contains(" source: "))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .collect(Collectors.toUnmodifiableList()));
  }

  int count() {
    return names.size();
  }

  /** Returns the classes of HTTP, JSON and TLS that another JVM has not loaded. */
  List<String> forPosting(LoadedClasses baseline) {
    return names.stream()
        .filter(name -> POSTING.matcher(name).matches() && !baseline.names.contains(name))
        .collect(Collectors.toList());
  }

  /** Returns how many more of each package were loaded than in another JVM, most first. */
  Map<String, Integer> addedTo(LoadedClasses baseline) {
    Map<String, Integer> added = new TreeMap<>();
    names.forEach(name -> added.merge(packageOf(name), 1, Integer::sum));
    baseline.names.forEach(name -> added.merge(packageOf(name), -1, Integer::sum));
    Map<String, Integer> sorted = new LinkedHashMap<>();
    added.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** Returns a class's package; names of lambda classes contain an address after a slash. */
  private static String packageOf(String name) {
    int slash = name.indexOf('/');
    String whole = slash < 0 ? name : name.substring(0, slash);
    return whole.substring(0, Math.max(0, whole.lastIndexOf('.')));
  }
}
