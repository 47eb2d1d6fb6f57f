/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks the loop to post everything pending at once, until a deadline; with {@code closing}, also to
 * end afterwards. Thread-safe.
 */
final class FlushRequest {

  /** The mark of a request that is fulfilled only when nothing is left. */
  static final long EVERYTHING = Long.MAX_VALUE;

  final long deadline;
  final boolean closing;

  /** How many of the queued events must be settled to fulfil the request. */
  final long mark;

  /** Whether the one post that may overdraw the budget is used up; delivery thread only. */
  boolean overdrawn;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean fulfilled;

  FlushRequest(long deadline, boolean closing, long mark) {
    this.deadline = deadline;
    this.closing = closing;
    this.mark = mark;
  }

  /** Returns whether it asks for the events of muted problems too, because the sender ends. */
  boolean isOfEverything() {
    return closing || mark == EVERYTHING;
  }

  boolean isComplete() {
    return done.getCount() == 0;
  }

  void complete(boolean everythingSettled) {
    fulfilled = everythingSettled;
    done.countDown();
  }

  /**
   * Waits for the end, even on an interrupted thread, whose flag is kept. Returns whether all
   * events were settled.
   */
  boolean await(long nanos) {
    boolean interrupted = false;
    long end = System.nanoTime() + nanos;
    try {
      while (true) {
        try {
          boolean ended = done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
          return ended && fulfilled;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
