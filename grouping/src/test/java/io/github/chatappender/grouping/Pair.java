/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

import java.util.List;

/**
 * Two failures for which a person would open two tickets. Immutable.
 *
 * @param name their common feature
 * @param first one of them
 * @param second the other
 */
record Pair(String name, Failure first, Failure second) {

  List<Failure> failures() {
    return List.of(first, second);
  }

  @Override
  public String toString() {
    return name;
  }
}
