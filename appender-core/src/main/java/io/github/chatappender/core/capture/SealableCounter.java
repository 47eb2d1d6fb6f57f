/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts from many threads until it is sealed, then refuses every increment, so that the final
 * count is exact. Each cell has its own cache line, so that threads do not contend. Thread-safe,
 * lock-free.
 */
final class SealableCounter {

  private static final int CELLS = 4;
  private static final long SEALED = Long.MIN_VALUE;

  /** A count with a cache line of its own. */
  @SuppressWarnings("unused") // seven longs keep the next cell's count off the line
  private static final class Cell extends AtomicLong {

    private static final long serialVersionUID = 1;

    private long a;
    private long b;
    private long c;
    private long d;
    private long e;
    private long f;
    private long g;
  }

  /** The first cell counts nothing: it keeps the next one's count off the line of this array. */
  private final Cell[] cells = new Cell[1 + CELLS];

  SealableCounter() {
    for (int cell = 0; cell <= CELLS; cell++) {
      cells[cell] = new Cell();
    }
  }

  /** Counts one; returns false if the counter is sealed and nothing was counted. */
  boolean increment() {
    int cell = 1 + (int) (Thread.currentThread().getId() & (CELLS - 1));
    return cells[cell].getAndIncrement() >= 0;
  }

  /** Returns the count so far, 0 once sealed. */
  long sum() {
    long sum = 0;
    for (Cell cell : cells) {
      sum += Math.max(0, cell.get());
    }
    return sum;
  }

  /** Refuses increments from now on, and returns the final count. Must be called at most once. */
  long seal() {
    long sum = 0;
    for (Cell cell : cells) {
      sum += Math.max(0, cell.getAndSet(SEALED));
    }
    return sum;
  }
}
