/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

/**
 * Holds permits (a token bucket). A permit is a credit of nanoseconds: the bucket gains one for
 * each nanosecond that passes, up to {@code burst} permits. Not thread-safe.
 */
final class Bucket {

  private int burst;
  private long permitNanos;
  private long credit;
  private long creditedAt;

  /** Creates a full bucket. */
  Bucket(int burst, long permitNanos, long now) {
    this.burst = burst;
    this.permitNanos = permitNanos;
    this.credit = burst * permitNanos;
    this.creditedAt = now;
  }

  /** Adds the credit gained since the last call. */
  void accrue(long now) {
    if (now - creditedAt > 0) {
      // senders read their ticks before this call: a late one must not turn time back
      add(now - creditedAt);
      creditedAt = now;
    }
  }

  /** Returns the nanoseconds until the bucket holds this many permits, 0 if it does. */
  long nanosUntil(int permits) {
    return Math.max(0, permits * permitNanos - credit);
  }

  /** Returns how many whole permits it holds. */
  int permits() {
    return (int) Math.max(0, credit / permitNanos);
  }

  /** Takes a permit, available or not. */
  void take() {
    credit -= permitNanos;
  }

  /** Takes a permit if there is one, else the rest of it. */
  void takeRest() {
    credit = Math.max(Math.min(0, credit), credit - permitNanos);
  }

  void giveBack() {
    add(permitNanos);
  }

  /** Changes the size and the price of a permit; keeps as many permits as fit. */
  void change(int newBurst, long newPermitNanos) {
    double permits = (double) credit / permitNanos;
    burst = newBurst;
    permitNanos = newPermitNanos;
    credit = Math.min(burst * permitNanos, (long) (permits * permitNanos));
  }

  /** Takes permits beyond a number, which need not be whole. */
  void keep(double permits) {
    credit = Math.min(credit, (long) (permits * permitNanos));
  }

  /** Sets the number of permits to that of another bucket. */
  void level(Bucket other) {
    credit = (long) ((double) other.credit / other.permitNanos * permitNanos);
    creditedAt = other.creditedAt;
  }

  private void add(long nanos) {
    credit = Math.min(burst * permitNanos, credit + nanos);
  }
}
