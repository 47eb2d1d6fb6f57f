/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits the posts to one space: a token bucket, a smallest distance between starts, and pauses.
 * Says how long to wait and never waits.
 *
 * <p>A permit is a credit of nanoseconds: the bucket gains one for each that passes, up to {@code
 * burst} permits. After a 429 a permit costs twice as much, at most a minute, and gets cheaper by a
 * tenth of the nominal rate in each minute without another one.
 *
 * <p>Thread-safe: a few numbers behind a lock that nobody holds for long. All ticks come from one
 * ticker.
 */
final class SpaceBudget {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long SERVICE_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double RECOVERY = 0.1;

  private final Map<Long, BudgetLimits> leases = new HashMap<>();
  private @Nullable BudgetLimits limits;
  private long nextLease;

  /** Share of the nominal rate that is left after 429s; 1 is all of it. */
  private double rate = 1;

  private long rateSetAt;
  private long credit;
  private long creditedAt;
  private long notBefore;

  synchronized long join(BudgetLimits wanted, long now) {
    long lease = nextLease++;
    leases.put(lease, wanted);
    settleLimits(now);
    return lease;
  }

  synchronized void leave(long lease, long now) {
    leases.remove(lease);
    if (!leases.isEmpty()) {
      settleLimits(now);
    }
  }

  synchronized boolean isUnused() {
    return leases.isEmpty();
  }

  /** Returns the limits that satisfy all that share this budget. */
  synchronized BudgetLimits limits() {
    return limitsOrThrow();
  }

  synchronized long nanosUntilPermit(long now, Permit permit) {
    accrue(now);
    long untilStart = Math.max(0, notBefore - now);
    long untilCredit = Math.max(0, permitsNeeded(permit) * permitCost() - credit);
    return Math.max(untilStart, untilCredit);
  }

  /** Takes a permit if there is one: another thread that asked before may have been faster. */
  synchronized boolean tryTake(long now, Permit permit) {
    if (nanosUntilPermit(now, permit) > 0) {
      return false;
    }
    take(now);
    return true;
  }

  /** Takes a permit, whether or not there is one. */
  synchronized void take(long now) {
    accrue(now);
    credit -= permitCost();
    delayStarts(now + limitsOrThrow().spacingNanos());
  }

  /** Notes that a post has come to its end; the service may have counted it no earlier than now. */
  synchronized void answered(long now) {
    if (limitsOrThrow().spacingNanos() > 0) {
      delayStarts(now + SERVICE_SECOND);
    }
  }

  synchronized void pause(long now, long nanos) {
    delayStarts(now + nanos);
  }

  synchronized void throttled(long now, long nanos) {
    accrue(now);
    double floor = Math.min(1, (double) limitsOrThrow().nanosPerPermit() / MINUTE);
    changeRate(Math.max(floor, rate / 2));
    rateSetAt = now;
    delayStarts(now + nanos);
  }

  synchronized boolean isPaused(long now) {
    return notBefore - now > limitsOrThrow().spacingNanos();
  }

  private void settleLimits(long now) {
    BudgetLimits tightest = null;
    for (BudgetLimits lease : leases.values()) {
      tightest = tightest == null ? lease : tightest.tighter(lease);
    }
    if (tightest == null) {
      return;
    }
    if (limits == null) {
      limits = tightest;
      credit = fullCredit();
      creditedAt = now;
      rateSetAt = now;
      notBefore = now;
      return;
    }
    accrue(now);
    double permits = (double) credit / permitCost();
    limits = tightest;
    credit = Math.min(fullCredit(), (long) (permits * permitCost()));
  }

  private void accrue(long now) {
    if (now - creditedAt > 0) {
      // senders read their ticks before they come here: a late one must not turn time back
      credit = Math.min(fullCredit(), credit + (now - creditedAt));
      creditedAt = now;
    }
    long cleanMinutes = (now - rateSetAt) / MINUTE;
    if (rate < 1 && cleanMinutes > 0) {
      changeRate(Math.min(1, rate + RECOVERY * cleanMinutes));
      rateSetAt += cleanMinutes * MINUTE;
    }
  }

  private int permitsNeeded(Permit permit) {
    switch (permit) {
      case OVERDRAWN:
        return 0;
      case LAST:
        return 1;
      case SPARE:
        return 1 + Math.min(1, limitsOrThrow().burst() - 1);
    }
    throw new AssertionError(permit);
  }

  /** Keeps the number of permits in the bucket while their price changes. */
  private void changeRate(double newRate) {
    double permits = (double) credit / permitCost();
    rate = newRate;
    credit = (long) (permits * permitCost());
  }

  private void delayStarts(long tick) {
    if (tick - notBefore > 0) {
      notBefore = tick;
    }
  }

  private long permitCost() {
    return (long) (limitsOrThrow().nanosPerPermit() / rate);
  }

  private long fullCredit() {
    return limitsOrThrow().burst() * permitCost();
  }

  private BudgetLimits limitsOrThrow() {
    if (limits == null) {
      throw new IllegalStateException("nobody has joined");
    }
    return limits;
  }
}
