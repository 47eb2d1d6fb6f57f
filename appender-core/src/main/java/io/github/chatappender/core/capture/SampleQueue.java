/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.Sample;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries samples from the logging threads to the delivery thread. Bounded, lock-free, never
 * blocks: what does not fit is refused. Any thread may offer; polling is for the delivery thread,
 * and after closing for whoever finds a sample left behind.
 */
public final class SampleQueue {

  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final Accounts accounts;
  private volatile int capacity;
  private volatile boolean closed;

  /**
   * Creates an empty queue.
   *
   * @param capacity how many samples it holds, at least 1
   * @param accounts where samples that come too late are counted
   */
  public SampleQueue(int capacity, Accounts accounts) {
    this.capacity = capacity;
    this.accounts = accounts;
  }

  /**
   * Changes the bound; samples beyond a lower one stay.
   *
   * @param newCapacity how many samples it holds from now on, at least 1
   */
  public void resize(int newCapacity) {
    this.capacity = newCapacity;
  }

  /** Tells whether the next offer is going to be refused, unless somebody polls before. */
  boolean isFull() {
    return size.get() >= capacity;
  }

  /** Adds a sample; returns false if there is no room. */
  boolean offer(Sample sample) {
    if (size.incrementAndGet() > capacity) {
      size.decrementAndGet();
      return false;
    }
    boolean added = false;
    try {
      added = samples.add(sample);
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
   * Takes the oldest sample.
   *
   * @return the sample, null if there is none
   */
  public @Nullable Sample poll() {
    Sample sample = samples.poll();
    if (sample != null) {
      size.decrementAndGet();
    }
    return sample;
  }

  /**
   * Tells whether nothing waits here.
   *
   * @return true if there is nothing to poll
   */
  public boolean isEmpty() {
    return samples.isEmpty();
  }

  /** Counts what is left, and whatever still arrives, as dropped because of {@code CLOSED}. */
  public void close() {
    closed = true;
    dropRest();
  }

  private void dropRest() {
    for (Sample sample = poll(); sample != null; sample = poll()) {
      if (sample.tally() == null) {
        accounts.drop(DropReason.CLOSED, 1);
      }
    }
  }
}
