/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.BudgetLimits;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.incident.Incidents;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers the loop's timing questions: when things are due, how deep the next post may reach into
 * the budget, how long to sleep, and whether a flush is fulfilled. Changes nothing. Used only by
 * the delivery thread.
 *
 * <p>Durations are in nanoseconds, 0 for now and {@link Long#MAX_VALUE} for never.
 */
final class Agenda {

  /** How long repeats are only counted while the JVM exits, as on the logging thread. */
  private static final long LOOK_AT_EXIT = TimeUnit.SECONDS.toNanos(1);

  private final SharedState shared;
  private final Inbox inbox;
  private final CriticalDelivery critical;
  private final LossLedger losses;
  private final Destination destination;
  private final FleetLink fleet;
  private final Outbox outbox;

  Agenda(
      SharedState shared,
      Inbox inbox,
      CriticalDelivery critical,
      LossLedger losses,
      Destination destination,
      FleetLink fleet,
      Outbox outbox) {
    this.shared = shared;
    this.inbox = inbox;
    this.critical = critical;
    this.losses = losses;
    this.destination = destination;
    this.fleet = fleet;
    this.outbox = outbox;
  }

  /** Returns how long the loop may sleep after a step. */
  long nanosUntilNextStep(long now) {
    if (inbox.hasMore() || critical.hasMore()) {
      return 0;
    }
    FlushRequest flush = shared.requests.current();
    long next = flush == null ? Long.MAX_VALUE : Math.max(0, flush.deadline - now);
    if (flush != null && flush != shared.requests.awaited()) {
      // the JVM exits: repeats without a sample do not wait for the next update
      next = Math.min(next, LOOK_AT_EXIT);
    }
    next = Math.min(next, destination.nanosUntilShown(now));
    next = Math.min(next, destination.nanosUntilPauseEnds(now));
    next = Math.min(next, fleet.nanosUntilLook(inbox.incidents(), now));
    if (outbox.isUnderWay()) {
      return Math.min(next, outbox.nanosUntilTimeout(now));
    }
    next = Math.min(next, destination.nanosUntilIdle(now));
    next = Math.min(next, critical.nanosUntilAdoption(now));
    long due = nanosUntilDue(flush, now);
    if (due == Long.MAX_VALUE) {
      return next;
    }
    Permit permit = permit(flush, now);
    next = Math.min(next, Math.max(due, nanosUntilPost(permit, now)));
    // urgent news need not wait for a spare permit
    long urgent = flush == null ? nanosUntilUrgent(now) : Long.MAX_VALUE;
    return urgent == Long.MAX_VALUE
        ? next
        : Math.min(next, Math.max(urgent, nanosUntilPost(Permit.LAST, now)));
  }

  /** Returns the time until a post may start or the fleet may be asked for its turn. */
  long nanosUntilPost(Permit permit, long now) {
    return Math.max(destination.nanosUntilPost(now, permit), fleet.nanosUntilTurn(permit, now));
  }

  /** Returns whether news is due that no other sender of a fleet has. */
  boolean hasUnsharedNews(@Nullable FlushRequest flush, long now) {
    return flush == null
        ? critical.nanosUntilDue(now) == 0
            || nanosUntilLossDue(now) == 0
            || !inbox.incidents().takesTallies()
        : !critical.isEmpty() || losses.isWaiting() || !inbox.incidents().takesTallies();
  }

  /** Returns the time until something is due; during a flush, everything pending is due now. */
  long nanosUntilDue(@Nullable FlushRequest flush, long now) {
    if (!outbox.isEmpty()) {
      return 0;
    }
    if (flush != null) {
      boolean nothing = hasNoNews(flush) && critical.isEmpty() && !losses.isWaiting();
      return nothing && !showsBlocks(flush) ? Long.MAX_VALUE : 0;
    }
    long due = Math.min(critical.nanosUntilDue(now), inbox.incidents().nanosUntilDue(now));
    return Math.min(nanosUntilLossDue(now), due);
  }

  /** Returns whether no incident has events to post; the end of a sender also ends its mutes. */
  private boolean hasNoNews(FlushRequest flush) {
    Incidents incidents = inbox.incidents();
    return flush.isOfEverything() ? incidents.isEmpty() : incidents.isEmptyButForMuted();
  }

  private long nanosUntilUrgent(long now) {
    long urgent = Math.min(critical.nanosUntilDue(now), inbox.incidents().nanosUntilUrgent(now));
    return Math.min(nanosUntilLossDue(now), urgent);
  }

  private long nanosUntilLossDue(long now) {
    return losses.isWaiting()
        ? losses.nanosUntilDue(inbox.incidents().nanosUntilDue(now), now)
        : Long.MAX_VALUE;
  }

  /** Returns how deep the next post may reach into the bucket. */
  Permit permit(@Nullable FlushRequest flush, long now) {
    if (flush != null && !flush.closing && isSettled(flush)) {
      return Permit.SPARE;
    }
    if (flush != null) {
      return flush.overdrawn ? Permit.LAST : Permit.OVERDRAWN;
    }
    return outbox.canWait() && nanosUntilUrgent(now) > 0 ? Permit.SPARE : Permit.LAST;
  }

  /**
   * Returns whether the next message is for critical entries. They come first, but every third turn
   * goes to other news that is due.
   *
   * @param inARow how many critical messages have been posted before others
   */
  boolean isCriticalsTurn(int inARow, @Nullable FlushRequest flush, long now) {
    if (flush != null) {
      return critical.nanosUntilDue(now) != Long.MAX_VALUE;
    }
    boolean othersDue = inbox.incidents().nanosUntilDue(now) == 0 || nanosUntilLossDue(now) == 0;
    boolean othersTurn = inARow >= 2 && othersDue;
    return critical.nanosUntilDue(now) == 0 && !othersTurn;
  }

  /** Returns whether all events that a flush waits for are reported or dropped. */
  boolean isSettled(FlushRequest flush) {
    boolean nothingLeft =
        outbox.isEmpty() && inbox.isEmpty() && hasNoNews(flush) && critical.isEmpty();
    if (flush.closing && fleet.isEnding()) {
      return false;
    }
    return flush.isOfEverything()
        ? nothingLeft && !losses.isWaiting()
        : nothingLeft || shared.accounts.settledOfQueued() >= flush.mark;
  }

  /** Returns whether the rest of a flush's time is for blocks still owed. */
  boolean showsBlocks(@Nullable FlushRequest flush) {
    return flush != null && (flush.closing || isSettled(flush)) && inbox.incidents().owesBlock();
  }

  /** Returns whether a flush ends now: it is fulfilled, out of time, or hopeless. */
  boolean isAtItsEnd(FlushRequest flush, long now) {
    boolean done = isSettled(flush) && !showsBlocks(flush);
    return done || now - flush.deadline >= 0 || isHopeless(flush, now);
  }

  /**
   * Returns whether no post is under way and none can start before the deadline. A non-closing
   * flush waits no longer for a block than for the next spare permit.
   */
  private boolean isHopeless(FlushRequest flush, long now) {
    long left = flush.deadline - now;
    if (!flush.closing && isSettled(flush)) {
      left = Math.min(left, BudgetLimits.SPACING_NANOS);
    }
    Permit permit = permit(flush, now);
    long wait = destination.nanosUntilPost(now, permit);
    if (!flush.closing) {
      wait = Math.max(wait, fleet.nanosUntilPermit(permit, now));
    }
    return !outbox.isUnderWay() && wait > left;
  }
}
