/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds statements by key: open addressing in a bounded array. Any thread may look up and add,
 * without a lock; only the delivery thread removes.
 */
final class StatementTable {

  static final int LIMIT = 4_096;
  private static final int SLOTS = 2 * LIMIT;
  private static final int PROBES = 32;

  private final AtomicReferenceArray<@Nullable Statement> slots = new AtomicReferenceArray<>(SLOTS);

  /**
   * The hashes of the statements in their slots, to probe many slots without reading each
   * statement. Read and written without ordering: a wrong or stale hash only sends the search to
   * the second look-up, which finds the statement.
   */
  private final long[] hashes = new long[SLOTS];

  /**
   * A copy of the statements, to be read without a fence. It may miss a statement or show a retired
   * one, which refuses to count and says so.
   */
  private final @Nullable Statement[] seen = new Statement[SLOTS];

  /** The longest probe that ever placed a statement: no look-up needs to go further. */
  private final AtomicInteger reach = new AtomicInteger();

  private final AtomicInteger size = new AtomicInteger();

  /** Events of retired statements; guarded by this, as is every removal. */
  private long retiredTotal;

  /**
   * Returns a known statement, read without a fence: it may be retired already, and null does not
   * mean that it is unknown.
   */
  @Nullable Statement glance(
      long hash,
      String logger,
      @Nullable String template,
      @Nullable String value,
      @Nullable String otherValue) {
    int furthest = reach.get();
    for (int probe = 0; probe <= furthest; probe++) {
      int slot = slot(hash, probe);
      Statement known = hashes[slot] == hash ? seen[slot] : null;
      if (known != null && known.is(hash, logger, template, value, otherValue)) {
        return known;
      }
    }
    return null;
  }

  /** Returns a known statement; null if there is none. */
  @Nullable Statement known(
      long hash,
      String logger,
      @Nullable String template,
      @Nullable String value,
      @Nullable String otherValue) {
    int furthest = reach.get();
    for (int probe = 0; probe <= furthest; probe++) {
      Statement known = slots.get(slot(hash, probe));
      if (known != null && known.is(hash, logger, template, value, otherValue)) {
        return known;
      }
    }
    return null;
  }

  /** Returns the statement of a key; null if it is new and no place is free. */
  @Nullable Statement find(
      long hash,
      long frames,
      String logger,
      @Nullable String template,
      @Nullable String value,
      @Nullable String otherValue,
      long millis) {
    Statement added = null;
    for (int probe = 0; probe < PROBES && size.get() < LIMIT; probe++) {
      int slot = slot(hash, probe);
      Statement known = slots.get(slot);
      if (known == null) {
        if (added == null) {
          added = new Statement(this, hash, frames, logger, template, value, otherValue, millis);
        }
        reachAtLeast(probe); // before another thread can find it there
        if (slots.compareAndSet(slot, null, added)) {
          show(slot, added);
          size.incrementAndGet();
          return added;
        }
        known = slots.get(slot);
      }
      if (known != null && known.is(hash, logger, template, value, otherValue)) {
        show(slot, known); // the copy may be older if the adding thread was held up
        return known;
      }
    }
    return null;
  }

  /** Makes a statement visible to {@link #glance}. */
  void show(int slot, Statement statement) {
    seen[slot] = statement;
    hashes[slot] = statement.hash;
  }

  private void reachAtLeast(int probe) {
    int known = reach.get();
    while (probe > known && !reach.compareAndSet(known, probe)) {
      known = reach.get();
    }
  }

  /** Returns whether new statements find no place. */
  boolean isFull() {
    return size.get() >= LIMIT;
  }

  /** Returns whether it is time to make room. */
  boolean isCrowded() {
    return size.get() > LIMIT * 3 / 4;
  }

  /** Returns how many events were counted, including those of retired statements. */
  public synchronized long accepted() {
    long total = retiredTotal;
    for (int slot = 0; slot < SLOTS; slot++) {
      Statement statement = slots.get(slot);
      if (statement != null) {
        total += statement.total();
      }
    }
    return total;
  }

  /** Returns a snapshot of all statements. */
  List<Statement> all() {
    List<Statement> all = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      Statement statement = slots.get(slot);
      if (statement != null) {
        all.add(statement);
      }
    }
    return all;
  }

  /**
   * Removes a statement, and returns how many of its events were not taken yet; delivery thread.
   */
  synchronized long retire(Statement statement) {
    for (int probe = 0; probe < PROBES; probe++) {
      int slot = slot(statement.hash, probe);
      if (slots.get(slot) == statement) {
        hashes[slot] = 0;
        seen[slot] = null;
        slots.set(slot, null);
        size.decrementAndGet();
        break;
      }
    }
    long total = statement.seal();
    retiredTotal += total;
    return statement.takeUpTo(total);
  }

  static int slot(long hash, int probe) {
    return (int) (hash >>> 16) + probe & SLOTS - 1;
  }
}
