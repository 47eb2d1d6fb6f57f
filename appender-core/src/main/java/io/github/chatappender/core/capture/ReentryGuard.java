/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tracks which threads run the application's code for us, so that their events can be refused.
 * Thread-safe; no thread reads another's flag. A thread keeps only an array of a JDK type, which
 * keeps no class loader alive.
 */
final class ReentryGuard {

  /**
   * How many threads are inside; may be too high, since one that runs out of stack may not leave.
   */
  private final AtomicInteger inside = new AtomicInteger();

  @SuppressWarnings("ThreadLocalUsage") // each appender refuses only the events it causes itself
  private final ThreadLocal<boolean[]> flags = new ThreadLocal<>();

  /** Returns whether the calling thread is inside. */
  boolean isInside() {
    if (inside.get() == 0) {
      return false;
    }
    boolean[] flag = flags.get();
    return flag != null && flag[0];
  }

  /**
   * Counts the thread, and returns its flag, still off: a call that fails midway must not leave it
   * on. The caller sets and clears the flag itself, without a call: there may be no stack for one.
   */
  boolean[] enter() {
    boolean[] flag = flags.get();
    if (flag == null) {
      flag = new boolean[1];
      flags.set(flag);
    }
    inside.incrementAndGet();
    return flag;
  }

  void leave() {
    inside.decrementAndGet();
  }
}
