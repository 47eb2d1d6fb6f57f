/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Limits the posts to one space: a token bucket, a least distance between starts, and pauses.
 * Returns how long to wait and never waits itself.
 *
 * <p>A 429 gives the permit back and pauses the space. It also halves the refill for {@link
 * Permit#SPARE}, down to one a minute; each minute without another 429 restores a tenth of the
 * nominal rate.
 *
 * <p>Thread-safe: a few numbers behind a lock that is only held briefly. All ticks come from one
 * ticker.
 */
public final class SpaceBudget {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long SERVICE_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double RECOVERY = 0.1;

  /** The limits of each sender that shares this budget. */
  private final List<BudgetLimits> members = new ArrayList<>();

  private final ThrottlePauses throttlePauses = new ThrottlePauses();
  private final Bucket bucket;

  /** The bucket for spare permits: it refills at {@link #rate}, and counts every post. */
  private final Bucket slowBucket;

  private BudgetLimits limits;

  /** Share of the nominal refill left for spare permits after 429s; 1 is all of it. */
  private double rate = 1;

  private long rateSetAt;
  private long notBefore;

  SpaceBudget(BudgetLimits limits, long now) {
    this.limits = limits;
    bucket = new Bucket(limits.burst, limits.nanosPerPermit(), now);
    slowBucket = new Bucket(limits.burst, limits.nanosPerPermit(), now);
    rateSetAt = now;
    notBefore = now;
  }

  synchronized void join(BudgetLimits wanted, long now) {
    members.add(wanted);
    settleLimits(now);
  }

  /** Ends a membership; the budget stays for other members and later ones. */
  public synchronized void leave(BudgetLimits wanted, long now) {
    members.remove(wanted);
    if (!members.isEmpty()) {
      settleLimits(now);
    }
  }

  synchronized boolean isUnused() {
    return members.isEmpty();
  }

  /** Returns limits that satisfy all members. */
  synchronized BudgetLimits limits() {
    return limits;
  }

  /**
   * Returns the nanoseconds until a post may start.
   *
   * @param permit how deep it may reach into the bucket; distance and pauses always apply
   */
  public synchronized long nanosUntilPermit(long now, Permit permit) {
    accrue(now);
    int permits = permitsNeeded(permit);
    long wait = Math.max(Math.max(0, notBefore - now), bucket.nanosUntil(permits));
    return permit == Permit.SPARE && rate < 1
        ? Math.max(wait, slowBucket.nanosUntil(permits))
        : wait;
  }

  /** Returns how many posts the bucket allows at once, apart from distance and pauses. */
  public synchronized int permits(long now) {
    accrue(now);
    return bucket.permits();
  }

  /** Takes a permit if there is one: another thread may have been faster. */
  public synchronized boolean tryTake(long now, Permit permit) {
    if (nanosUntilPermit(now, permit) > 0) {
      return false;
    }
    take(now);
    return true;
  }

  /** Takes a permit, available or not. */
  synchronized void take(long now) {
    accrue(now);
    bucket.take();
    slowBucket.takeRest();
    delayStarts(now + limits.spacingNanos);
  }

  /** Gives up permits beyond a number, which need not be whole. */
  public synchronized void keep(double permits, long now) {
    accrue(now);
    bucket.keep(permits);
    slowBucket.keep(permits);
  }

  /** Notes that a post has ended; the service may have counted it as late as now. */
  public synchronized void answered(long now) {
    if (limits.spacingNanos > 0) {
      delayStarts(now + SERVICE_SECOND);
    }
  }

  /** Keeps all senders from posting to the space for a while. */
  public synchronized void pause(long now, long nanos) {
    delayStarts(now + nanos);
  }

  /**
   * Counts a 429: gives back the permit of the refused post and pauses the space; {@link
   * Permit#SPARE} permits come at half the rate for the next minutes.
   *
   * @param wishNanos how long the service asks us to wait; 0 or less to use our own pause
   * @param share a random number from 0 to below 1, for our own pause
   */
  public synchronized void throttled(long now, long wishNanos, double share) {
    accrue(now);
    bucket.giveBack();
    slowBucket.giveBack();
    if (rate == 1) {
      slowBucket.level(bucket);
    }
    double floor = Math.min(1, (double) limits.nanosPerPermit() / MINUTE);
    changeRate(Math.max(floor, rate / 2));
    rateSetAt = now;
    long pause = throttlePauses.nanosAfter429(now, share);
    delayStarts(now + (wishNanos > 0 ? wishNanos : pause));
  }

  /** Notes that the space accepted a message: the next 429 is the first in a row. */
  public synchronized void delivered() {
    throttlePauses.delivered();
  }

  /** Returns whether the space is paused for longer than the usual distance of two posts. */
  public synchronized boolean isPaused(long now) {
    return notBefore - now > limits.spacingNanos;
  }

  /** Returns the nanoseconds until the space is no longer paused; 0 if it is not. */
  public synchronized long nanosUntilUnpaused(long now) {
    return Math.max(0, notBefore - limits.spacingNanos - now);
  }

  private void settleLimits(long now) {
    limits = members.stream().reduce(BudgetLimits::tighter).orElse(limits);
    accrue(now);
    bucket.change(limits.burst, limits.nanosPerPermit());
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
    return Math.min(permit.needed, limits.burst);
  }

  private void changeRate(double newRate) {
    rate = newRate;
    slowBucket.change(limits.burst, (long) (limits.nanosPerPermit() / rate));
  }

  private void delayStarts(long tick) {
    if (tick - notBefore > 0) {
      notBefore = tick;
    }
  }
}
