/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Threads that compute without a pause until they are closed. */
final class Spinners implements AutoCloseable {

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private Spinners() {}

  static Spinners start(int count) {
    Spinners spinners = new Spinners();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(spinners::spin, "spinner-" + i);
      thread.setDaemon(true);
      spinners.threads.add(thread);
      thread.start();
    }
    return spinners;
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      Threads.join(thread);
    }
  }

  @SuppressWarnings("EmptyWhile") // no Thread.onSpinWait(): the core must stay busy
  private void spin() {
    while (!closed) {}
  }
}
