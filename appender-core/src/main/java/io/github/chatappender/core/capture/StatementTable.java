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
final class StatementTable implements Accounts.Source {

  static final int LIMIT = 4_096;
  private static final int SLOTS = 2 * LIMIT;
  private static final int PROBES = 32;

  private final AtomicReferenceArray<@Nullable Statement> slots = new AtomicReferenceArray<>(SLOTS);

  /**
   * The hashes of the statements in their slots, for a look at many places without a look at each
   * statement. Read and written without order, since it only says where a look is worth it: where
   * it is wrong or not yet seen, a statement is found by the second look.
   */
  private final long[] hashes = new long[SLOTS];

  /**
   * The statements themselves, once more, for a look without a fence. What it shows may be missing
   * or gone already: a statement that is gone counts no more and says so.
   */
  private final @Nullable Statement[] seen = new Statement[SLOTS];

  /** How far from its own place a statement was ever put: no look needs to go further. */
  private final AtomicInteger reach = new AtomicInteger();

  private final AtomicInteger size = new AtomicInteger();

  /** Events of statements that are gone; guarded by this, as is every removal. */
  private long retiredTotal;

  /**
   * Returns a known statement, as far as can be seen without a fence: it may be gone already, and
   * one that is missing here may be known all the same.
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
        reachAtLeast(probe); // before anybody can find it there
        if (slots.compareAndSet(slot, null, added)) {
          show(slot, added);
          size.incrementAndGet();
          return added;
        }
        known = slots.get(slot);
      }
      if (known != null && known.is(hash, logger, template, value, otherValue)) {
        show(slot, known); // what it shows may be older, if whoever wrote it was held up
        return known;
      }
    }
    return null;
  }

  /** Lets a glance see a statement. */
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

  /** Tells whether it is time to make room. */
  boolean isCrowded() {
    return size.get() > LIMIT * 3 / 4;
  }

  /** Returns how many events were counted, those of statements that are gone included. */
  @Override
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

  /** Returns all statements; a snapshot. */
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
