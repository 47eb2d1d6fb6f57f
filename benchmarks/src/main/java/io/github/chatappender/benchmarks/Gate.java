/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the events that arrive at their destination, and can hold them back. */
final class Gate {

  private final AtomicLong passed = new AtomicLong();
  private volatile CountDownLatch shut = new CountDownLatch(0);

  /** Passes an event, now or when the gate is opened. */
  void pass() {
    try {
      // await() throws on an interrupted thread, even if there is nothing to wait for
      if (shut.getCount() > 0) {
        shut.await();
      }
      passed.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Holds all further events. */
  void shut() {
    shut = new CountDownLatch(1);
  }

  /** Releases all held events. */
  void open() {
    shut.countDown();
  }

  /** Returns how many events have passed. */
  long passed() {
    return passed.get();
  }
}
