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
 * <p>A 429 gives the permit back and pauses the space. It also halves the refill as {@link
 * Permit#SPARE} sees it, down to one a minute, which recovers by a tenth of the nominal rate in
 * each minute without another one.
 *
 * <p>Thread-safe: a few numbers behind a lock that nobody holds for long. All ticks come from one
 * ticker.
 */
final class SpaceBudget {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long SERVICE_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double RECOVERY = 0.1;

  private final Map<Long, BudgetLimits> leases = new HashMap<>();
  private final ThrottlePauses throttlePauses = new ThrottlePauses();
  private @Nullable BudgetLimits limits;
  private long nextLease;
  private Bucket bucket = new Bucket(1, 1, 0);

  /** The bucket as spare permits see it: it refills at {@link #rate}, and counts every post. */
  private Bucket slowBucket = new Bucket(1, 1, 0);

  /** Share of the nominal refill that is left for spare permits after 429s; 1 is all of it. */
  private double rate = 1;

  private long rateSetAt;
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
    int permits = permitsNeeded(permit);
    long wait = Math.max(Math.max(0, notBefore - now), bucket.nanosUntil(permits));
    return permit == Permit.SPARE && rate < 1
        ? Math.max(wait, slowBucket.nanosUntil(permits))
        : wait;
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
    bucket.take();
    slowBucket.takeRest();
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

  /**
   * Pauses the space after a 429, and gives the permit of the refused post back.
   *
   * @param wishNanos how long the service asks us to wait, 0 or less if it does not
   * @param share a random number from 0 to below 1
   */
  synchronized void throttled(long now, long wishNanos, double share) {
    accrue(now);
    bucket.giveBack();
    slowBucket.giveBack();
    if (rate == 1) {
      slowBucket.level(bucket);
    }
    double floor = Math.min(1, (double) limitsOrThrow().nanosPerPermit() / MINUTE);
    changeRate(Math.max(floor, rate / 2));
    rateSetAt = now;
    long pause = throttlePauses.nanosAfter429(now, share);
    delayStarts(now + (wishNanos > 0 ? wishNanos : pause));
  }

  /** Ends a row of 429s. */
  synchronized void delivered() {
    throttlePauses.delivered();
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
    boolean isNew = limits == null;
    limits = tightest;
    if (isNew) {
      bucket = new Bucket(tightest.burst(), tightest.nanosPerPermit(), now);
      slowBucket = new Bucket(tightest.burst(), tightest.nanosPerPermit(), now);
      rateSetAt = now;
      notBefore = now;
      return;
    }
    accrue(now);
    bucket.change(tightest.burst(), tightest.nanosPerPermit());
    changeRate(rate);
  }

  private void accrue(long now) {
    bucket.accrue(now);
    slowBucket.accrue(now);
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

  private void changeRate(double newRate) {
    rate = newRate;
    BudgetLimits current = limitsOrThrow();
    slowBucket.change(current.burst(), (long) (current.nanosPerPermit() / rate));
  }

  private void delayStarts(long tick) {
    if (tick - notBefore > 0) {
      notBefore = tick;
    }
  }

  private BudgetLimits limitsOrThrow() {
    if (limits == null) {
      throw new IllegalStateException("nobody has joined");
    }
    return limits;
  }
}
