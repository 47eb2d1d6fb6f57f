/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

/**
 * Lets one sender use the budget of a space, which it may share with others. Methods take the
 * current tick and never wait. Thread-safe.
 */
public final class BudgetLease {

  private final SpaceBudget budget;
  private final long id;

  BudgetLease(SpaceBudget budget, long id) {
    this.budget = budget;
    this.id = id;
  }

  /**
   * Returns how long it takes until a post may start.
   *
   * @param now the current tick
   * @param permit how deep it may reach into the bucket; distance and pauses hold all the same
   * @return nanoseconds, 0 if a post may start now
   */
  public long nanosUntilPermit(long now, Permit permit) {
    return budget.nanosUntilPermit(now, permit);
  }

  /**
   * Takes a permit for a post that starts now, if there is one.
   *
   * @param now the current tick
   * @param permit how deep it may reach into the bucket
   * @return false if there is none, perhaps because another sender of the space has just taken it
   */
  public boolean tryTake(long now, Permit permit) {
    return budget.tryTake(now, permit);
  }

  /**
   * Notes that a post has come to its end, whatever its outcome.
   *
   * @param now the current tick
   */
  public void answered(long now) {
    budget.answered(now);
  }

  /**
   * Keeps everybody from posting to the space for a while.
   *
   * @param now the current tick
   * @param nanos for how long
   */
  public void pause(long now, long nanos) {
    budget.pause(now, nanos);
  }

  /**
   * Counts a 429: gives the permit of the refused post back and pauses the space; {@link
   * Permit#SPARE} permits come at half the rate for the next minutes.
   *
   * @param now the current tick
   * @param wishNanos how long the service asks us to wait; 0 or less for a pause of our own
   * @param share a random number from 0 to below 1, for a pause of our own
   */
  public void throttled(long now, long wishNanos, double share) {
    budget.throttled(now, wishNanos, share);
  }

  /** Notes that the space has taken a message: the next 429 is the first of its row. */
  public void delivered() {
    budget.delivered();
  }

  /**
   * Tells whether the space is paused for longer than the usual distance of two posts.
   *
   * @param now the current tick
   * @return true after a 429 or a failure
   */
  public boolean isPaused(long now) {
    return budget.isPaused(now);
  }

  /**
   * Gives the lease up; the budget stays as it is for those who share it or come after.
   *
   * @param now the current tick
   */
  public void close(long now) {
    budget.leave(id, now);
  }
}
