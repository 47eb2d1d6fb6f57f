/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts from many threads, until it is sealed: from then on every increment is refused, and the
 * final count is exact. Cells on cache lines of their own keep threads apart. Thread-safe,
 * lock-free.
 */
final class SealableCounter {

  private static final int CELLS = 4;
  private static final int LONGS_PER_LINE = 8;
  private static final long SEALED = Long.MIN_VALUE;

  private final AtomicLongArray cells = new AtomicLongArray(CELLS * LONGS_PER_LINE);

  /** Counts one; returns false if the counter is sealed and nothing was counted. */
  boolean increment() {
    int cell = (int) (Thread.currentThread().getId() & (CELLS - 1));
    return cells.getAndIncrement(cell * LONGS_PER_LINE) >= 0;
  }

  /** Returns the count so far; of a sealed counter 0. */
  long sum() {
    long sum = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      sum += Math.max(0, cells.get(cell * LONGS_PER_LINE));
    }
    return sum;
  }

  /** Refuses increments from now on, and returns the final count. Not to be called twice. */
  long seal() {
    long sum = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      sum += Math.max(0, cells.getAndSet(cell * LONGS_PER_LINE, SEALED));
    }
    return sum;
  }
}
