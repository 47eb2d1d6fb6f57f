/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Ticker;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries samples from the logging threads to the delivery thread. Bounded in number and in size:
 * refuses samples that do not fit. Offering is lock-free and open to any thread; only the delivery
 * thread may poll and close.
 *
 * <p>A single compare-and-set adds and counts a sample: a thread that runs out of stack on the way
 * has either queued and counted its sample or neither.
 */
public final class SampleQueue {

  /** A queued sample, with the number and size of all samples up to it. */
  private static final class Node {

    private @Nullable Sample sample;
    private volatile @Nullable Node next;
    private long number;
    private long alone;
    private long bytes;
    private final long queuedAt;

    Node(@Nullable Sample sample, long queuedAt) {
      this.sample = sample;
      this.queuedAt = queuedAt;
    }
  }

  /** Bytes allowed per sample on average: larger ones leave room for fewer. */
  static final int SAMPLE_BYTES = 8 << 10;

  private final Accounts accounts;
  private final Ticker ticker;
  private final AtomicReference<Node> tail;
  private final Node end = new Node(null, 0);
  private volatile int capacity;

  /** How many samples were polled; written by the delivery thread. */
  private volatile long polled;

  /** The size of the polled samples; written by the delivery thread. */
  private volatile long polledBytes;

  /** The node polled last; delivery thread. */
  private Node head;

  /**
   * Creates an empty queue.
   *
   * @param capacity how many samples it holds, at least 1
   * @param accounts counts the samples that no statement counts
   * @param ticker times how long samples wait
   */
  public SampleQueue(int capacity, Accounts accounts, Ticker ticker) {
    this.capacity = capacity;
    this.accounts = accounts;
    this.ticker = ticker;
    this.head = new Node(null, 0);
    this.tail = new AtomicReference<>(head);
    accounts.alsoAccepted(this::accepted);
  }

  /**
   * Changes the bound; samples beyond a lower one stay.
   *
   * @param newCapacity how many samples it holds from now on, at least 1
   */
  public void resize(int newCapacity) {
    this.capacity = newCapacity;
  }

  /** Returns how many samples were accepted that no statement counts. */
  public long accepted() {
    return last().alone;
  }

  /** Returns whether the next offer will be refused, unless a sample is polled before. */
  public boolean isFull() {
    return isFullAfter(last());
  }

  /**
   * Returns whether the queue is half full, so that the delivery thread should not wait for more
   * samples.
   *
   * @return true if samples will soon be refused; false while none waits
   */
  public boolean isFilling() {
    Node last = last();
    long waiting = last.number - polled;
    return waiting > 0 && (2 * waiting >= capacity || 2 * (last.bytes - polledBytes) >= room());
  }

  /** Returns whether the queue is closed and refuses all samples. */
  public boolean isClosed() {
    return tail.get() == end;
  }

  /**
   * Adds a sample.
   *
   * @return false if there is no room, or the queue is closed
   */
  public boolean offer(Sample sample) {
    Node node = new Node(sample, ticker.read());
    int alone = sample.tally == null ? 1 : 0;
    int bytes = sample.entry.estimatedBytes();
    while (true) {
      Node last = last();
      if (last == end || isFullAfter(last)) {
        return false;
      }
      node.number = last.number + 1;
      node.alone = last.alone + alone;
      node.bytes = last.bytes + bytes;
      if (tail.compareAndSet(last, node)) {
        // No call may follow the line above: there may be no stack for it.
        last.next = node;
        return true;
      }
    }
  }

  private boolean isFullAfter(Node last) {
    return last.number - polled >= capacity || last.bytes - polledBytes >= room();
  }

  private long room() {
    return (long) SAMPLE_BYTES * capacity;
  }

  /**
   * Takes the oldest sample.
   *
   * @return the sample, null if there is none
   */
  public @Nullable Sample poll() {
    if (isEmpty()) {
      return null;
    }
    Node node = head.next;
    while (node == null) {
      // the offering thread is between two instructions
      Thread.onSpinWait();
      node = head.next;
    }
    head = node;
    Sample sample = node.sample;
    node.sample = null;
    if (sample != null) {
      polled = node.number;
      polledBytes = node.bytes;
    }
    return sample;
  }

  /**
   * Takes the samples that are waiting at the call, the oldest first, as long as there is room.
   * Later samples wait for the next call: otherwise a flood that never lets the queue run dry would
   * keep the delivery thread from everything else.
   *
   * @param hasRoom asked before each sample
   * @param taker takes a sample, and the tick since which it has waited
   */
  public void drain(BooleanSupplier hasRoom, ObjLongConsumer<Sample> taker) {
    for (long left = last().number - polled; left > 0 && hasRoom.getAsBoolean(); left--) {
      Sample sample = poll();
      if (sample != null) {
        taker.accept(sample, head.queuedAt);
      }
    }
  }

  /** Returns whether there is nothing to poll. */
  public boolean isEmpty() {
    return tail.get() == head;
  }

  /** Refuses samples from now on, and counts the remaining ones as dropped, {@code CLOSED}. */
  public void close() {
    Node last = last();
    while (last != end) {
      end.number = last.number;
      end.alone = last.alone;
      end.bytes = last.bytes;
      if (tail.compareAndSet(last, end)) {
        last.next = end;
        break;
      }
      last = last();
    }
    for (Sample sample = poll(); sample != null; sample = poll()) {
      if (sample.tally == null) {
        accounts.drop(DropReason.CLOSED, 1);
      }
    }
  }

  private Node last() {
    return Objects.requireNonNull(tail.get());
  }
}
