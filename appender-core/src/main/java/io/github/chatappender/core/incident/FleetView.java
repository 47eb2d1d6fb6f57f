/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import java.util.function.UnaryOperator;

/**
 * Holds what the incidents of a sender need to know of its fleet: how problems are named there, and
 * whether it answers. Used only by the delivery thread.
 */
public final class FleetView {

  private final UnaryOperator<String> problemIds;
  private long generation;
  private boolean alone;
  private long aloneSince;
  private long jitter;

  /**
   * Creates a view of a fleet that answers.
   *
   * @param problemIds makes an id that is the same on all senders of the key of an incident
   */
  public FleetView(UnaryOperator<String> problemIds) {
    this.problemIds = problemIds;
  }

  /**
   * Notes that the fleet no longer answers, so that each sender posts its own first notices and
   * escalations; other news waits.
   *
   * @param jitterNanos how much later than usual, so that senders do not post at one moment
   */
  public void leave(long now, long jitterNanos) {
    alone = true;
    aloneSince = now;
    jitter = jitterNanos;
  }

  /** Notes that the fleet answers. */
  public void rejoin() {
    alone = false;
  }

  boolean isAlone() {
    return alone;
  }

  /** Returns when a first notice is due that would be due at a tick if the fleet answered. */
  long dueAlone(long due) {
    long earliest = due - aloneSince > 0 ? due : aloneSince;
    return earliest + jitter;
  }

  String problemId(String key) {
    return problemIds.apply(key);
  }

  /** Returns a number that no other incident of this sender has. */
  String nextSource() {
    return Long.toString(generation++, Character.MAX_RADIX);
  }
}
