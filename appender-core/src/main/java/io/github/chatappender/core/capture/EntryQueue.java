/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.LogEntry;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries entries from the logging threads to the delivery thread. Bounded, lock-free, never
 * blocks: what does not fit is refused. Any thread may offer; polling is for the delivery thread,
 * and after closing for whoever finds an entry left behind.
 */
public final class EntryQueue {

  private final Queue<LogEntry> entries = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final Accounts accounts;
  private volatile int capacity;
  private volatile boolean closed;

  /**
   * Creates an empty queue.
   *
   * @param capacity how many entries it holds, at least 1
   * @param accounts where entries that come too late are counted
   */
  public EntryQueue(int capacity, Accounts accounts) {
    this.capacity = capacity;
    this.accounts = accounts;
  }

  /**
   * Changes the bound; entries beyond a lower one stay.
   *
   * @param newCapacity how many entries it holds from now on, at least 1
   */
  public void resize(int newCapacity) {
    this.capacity = newCapacity;
  }

  /** Tells whether the next offer is going to be refused, unless somebody polls before. */
  boolean isFull() {
    return size.get() >= capacity;
  }

  /** Adds an entry; returns false if there is no room. */
  boolean offer(LogEntry entry) {
    if (size.incrementAndGet() > capacity) {
      size.decrementAndGet();
      return false;
    }
    boolean added = false;
    try {
      added = entries.add(entry);
    } finally {
      if (!added) {
        size.decrementAndGet();
      }
    }
    if (closed) {
      dropRest();
    }
    return true;
  }

  /**
   * Takes the oldest entry.
   *
   * @return the entry, null if there is none
   */
  public @Nullable LogEntry poll() {
    LogEntry entry = entries.poll();
    if (entry != null) {
      size.decrementAndGet();
    }
    return entry;
  }

  /**
   * Tells whether nothing waits here.
   *
   * @return true if there is nothing to poll
   */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Counts what is left, and whatever still arrives, as dropped because of {@code CLOSED}. */
  public void close() {
    closed = true;
    dropRest();
  }

  private void dropRest() {
    while (poll() != null) {
      accounts.drop(DropReason.CLOSED, 1);
    }
  }
}
