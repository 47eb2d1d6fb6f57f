/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts from many threads until it is sealed, then refuses every increment, so that the final
 * count is exact. Each cell has its own cache line, so that threads do not contend. Thread-safe,
 * lock-free.
 */
final class SealableCounter {

  private static final int CELLS = 4;

  /** How many counts fill a cache line. */
  private static final int LINE = 8;

  private static final long SEALED = Long.MIN_VALUE;

  /** A count at the start of each line but the first, which the length of the array shares. */
  private final AtomicLongArray counts = new AtomicLongArray((1 + CELLS) * LINE);

  /** Counts one; returns false if the counter is sealed and nothing was counted. */
  boolean increment() {
    int cell = (int) (Thread.currentThread().getId() & (CELLS - 1));
    return counts.getAndIncrement((1 + cell) * LINE) >= 0;
  }

  /** Returns the count so far, 0 once sealed. */
  long sum() {
    long sum = 0;
    for (int cell = 1; cell <= CELLS; cell++) {
      sum += Math.max(0, counts.get(cell * LINE));
    }
    return sum;
  }

  /** Refuses increments from now on, and returns the final count. Must be called at most once. */
  long seal() {
    long sum = 0;
    for (int cell = 1; cell <= CELLS; cell++) {
      sum += Math.max(0, counts.getAndSet(cell * LINE, SEALED));
    }
    return sum;
  }
}
