/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/** Decides which requests are spoiled, and how. Thread-safe. */
final class Mischief {
  private final Deque<Misbehavior> queue = new ArrayDeque<>();
  private Misbehavior afterwards = Misbehavior.none();

  synchronized void always(Misbehavior misbehavior) {
    afterwards = misbehavior;
  }

  synchronized void next(int times, Misbehavior misbehavior) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1: " + times);
    }
    queue.addAll(Collections.nCopies(times, misbehavior));
  }

  synchronized void forget() {
    queue.clear();
    afterwards = Misbehavior.none();
  }

  /** Returns how the next request will be treated. */
  synchronized Misbehavior next() {
    Misbehavior first = queue.peek();
    return first == null ? afterwards : first;
  }

  /** Returns how many requests are still to be spoiled before the lasting misbehavior, if any. */
  synchronized int queued() {
    return queue.size();
  }

  /** Removes and returns the misbehavior for the next request. */
  synchronized Misbehavior take() {
    Misbehavior first = queue.poll();
    return first == null ? afterwards : first;
  }
}
