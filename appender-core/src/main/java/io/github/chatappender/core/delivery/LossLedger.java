/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.model.DropReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * Knows which losses the space has not been told yet, and when they are due alone. Used by the
 * delivery thread alone.
 */
final class LossLedger {

  private final Accounts accounts;
  private final Map<DropReason, Long> said = new EnumMap<>(DropReason.class);
  private boolean waiting;
  private long dueAt;

  /** How many of the unsaid losses are not told alone any more, only beside other news. */
  private long heldBack;

  LossLedger(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Looks for new losses; they wait for company before they are told alone. */
  void look(long now, long waitNanos) {
    boolean some = total(unsaid()) > heldBack;
    if (some && !waiting) {
      dueAt = now + waitNanos;
    }
    waiting = some;
  }

  boolean isWaiting() {
    return waiting;
  }

  long nanosUntilDue(long now) {
    return waiting ? Math.max(0, dueAt - now) : Long.MAX_VALUE;
  }

  /** Returns the untold losses by reason; empty if there are none. */
  Map<DropReason, Long> unsaid() {
    Map<DropReason, Long> unsaid = new EnumMap<>(DropReason.class);
    accounts
        .dropped()
        .forEach(
            (reason, count) -> {
              long rest = count - said.getOrDefault(reason, 0L);
              if (rest > 0) {
                unsaid.put(reason, rest);
              }
            });
    return unsaid;
  }

  /** Settles losses: they were told, or cannot be. What comes after waits anew. */
  void settle(Map<DropReason, Long> losses) {
    losses.forEach((reason, count) -> said.merge(reason, count, Long::sum));
    if (!losses.isEmpty()) {
      waiting = false;
      heldBack = 0;
    }
  }

  /** Returns how many events were dropped without a message that says so. */
  long unsaidTotal() {
    return total(unsaid());
  }

  /**
   * Keeps losses for the next news, since a message of their own was refused: it must not come
   * again and again.
   */
  void holdBack(Map<DropReason, Long> losses) {
    heldBack = total(losses);
    waiting = false;
  }

  private static long total(Map<DropReason, Long> losses) {
    return losses.values().stream().mapToLong(Long::longValue).sum();
  }
}
