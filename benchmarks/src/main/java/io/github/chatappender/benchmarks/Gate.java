/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the events that come to the end of their way, and can keep them from passing. */
final class Gate {

  private final AtomicLong passed = new AtomicLong();
  private volatile CountDownLatch shut = new CountDownLatch(0);

  /** Lets an event pass, at once or when the gate is opened. */
  void pass() {
    try {
      // await() throws on a thread that was interrupted, also where there is nothing to wait for
      if (shut.getCount() > 0) {
        shut.await();
      }
      passed.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Holds whoever comes. */
  void shut() {
    shut = new CountDownLatch(1);
  }

  /** Lets all pass who were held. */
  void open() {
    shut.countDown();
  }

  /** Returns how many events have passed. */
  long passed() {
    return passed.get();
  }
}
