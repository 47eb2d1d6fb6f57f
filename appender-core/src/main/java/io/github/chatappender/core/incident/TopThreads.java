/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts thread names, and keeps the most frequent: a new name replaces the rarest, and inherits
 * its count. Source: Metwally et al., "Efficient computation of frequent and top-k elements in data
 * streams" (Space-Saving). Used only by the delivery thread.
 */
final class TopThreads {

  private static final int SHOWN = 5;
  private static final int KEPT = 3 * SHOWN;

  private final Map<String, Long> counts = new LinkedHashMap<>();

  void add(String name) {
    if (!counts.containsKey(name) && counts.size() == KEPT) {
      Map.Entry<String, Long> rarest =
          counts.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
      counts.remove(rarest.getKey());
      counts.put(name, rarest.getValue());
    }
    counts.merge(name, 1L, Long::sum);
  }

  /** Returns the most frequent names; among equals, the first come first. */
  List<String> names() {
    return counts.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue).reversed())
        .limit(SHOWN)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableList());
  }
}
