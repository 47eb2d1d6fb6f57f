/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Incidents;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers the loop's timing questions: when things are due, how deep the next post may reach into
 * the budget, how long to sleep, and whether a flush is fulfilled. Changes nothing. Used only by
 * the delivery thread.
 *
 * <p>Durations are in nanoseconds, 0 for now and {@link Long#MAX_VALUE} for never; the message is
 * the current one, null if there is none.
 */
final class Agenda {

  /** The longest a non-closing flush waits for a block once everything is settled. */
  private static final long LONGEST_FOR_A_BLOCK = TimeUnit.MILLISECONDS.toNanos(1_100);

  /** How long repeats are only counted while the JVM exits, as on the logging thread. */
  private static final long LOOK_AT_EXIT = TimeUnit.SECONDS.toNanos(1);

  private final Accounts accounts;
  private final Requests requests;
  private final Inbox inbox;
  private final CriticalDelivery critical;
  private final LossLedger losses;
  private final Destination destination;
  private Incidents incidents;
  private long firstWaitNanos;

  Agenda(
      Accounts accounts,
      Requests requests,
      Inbox inbox,
      CriticalDelivery critical,
      LossLedger losses,
      Destination destination,
      Incidents incidents,
      SenderConfig config) {
    this.accounts = accounts;
    this.requests = requests;
    this.inbox = inbox;
    this.critical = critical;
    this.losses = losses;
    this.destination = destination;
    this.incidents = incidents;
    this.firstWaitNanos = config.firstWait.toNanos();
  }

  /** Takes new settings. */
  void adopt(Incidents changed, SenderConfig config) {
    incidents = changed;
    firstWaitNanos = config.firstWait.toNanos();
  }

  /** Returns how long the loop may sleep after a step. */
  long nanosUntilNextStep(@Nullable Message message, long now) {
    if (inbox.hasMore(incidents) || critical.hasMore()) {
      return 0;
    }
    FlushRequest flush = requests.current();
    long next = flush == null ? Long.MAX_VALUE : Math.max(0, flush.deadline - now);
    if (flush != null && flush != requests.awaited()) {
      // the JVM exits: repeats without a sample do not wait for the next update
      next = Math.min(next, LOOK_AT_EXIT);
    }
    next = Math.min(next, destination.nanosUntilShown(now));
    if (message != null && message.isUnderWay()) {
      return Math.min(next, Math.max(0, message.deadline - now));
    }
    next = Math.min(next, destination.nanosUntilIdle(now));
    next = Math.min(next, critical.nanosUntilAdoption(now));
    long due = nanosUntilDue(message, flush, now);
    if (due == Long.MAX_VALUE) {
      return next;
    }
    Permit permit = permit(message, flush, now);
    next = Math.min(next, Math.max(due, destination.nanosUntilPost(now, permit)));
    // urgent news need not wait for a spare permit
    long urgent = flush == null ? nanosUntilUrgent(now) : Long.MAX_VALUE;
    return urgent == Long.MAX_VALUE
        ? next
        : Math.min(next, Math.max(urgent, destination.nanosUntilPost(now, Permit.LAST)));
  }

  /** Returns the time until something is due; during a flush, everything pending is due now. */
  long nanosUntilDue(@Nullable Message message, @Nullable FlushRequest flush, long now) {
    if (message != null) {
      return 0;
    }
    if (flush != null) {
      boolean nothing = incidents.isEmpty() && critical.isEmpty() && !losses.isWaiting();
      return nothing && !showsBlocks(message, flush) ? Long.MAX_VALUE : 0;
    }
    long due = Math.min(critical.nanosUntilDue(now), incidents.nanosUntilDue(now));
    return Math.min(nanosUntilLossDue(now), due);
  }

  private long nanosUntilUrgent(long now) {
    long urgent = Math.min(critical.nanosUntilDue(now), incidents.nanosUntilUrgent(now));
    return Math.min(nanosUntilLossDue(now), urgent);
  }

  /** A loss joins news due within {@code firstWait}, and is posted alone if there is none. */
  private long nanosUntilLossDue(long now) {
    if (!losses.isWaiting()) {
      return Long.MAX_VALUE;
    }
    long news = incidents.nanosUntilDue(now);
    return Math.max(losses.nanosUntilDue(now), news <= firstWaitNanos ? news : 0);
  }

  /** Returns how deep the next post may reach into the bucket. */
  Permit permit(@Nullable Message message, @Nullable FlushRequest flush, long now) {
    if (flush != null && !flush.closing && isSettled(message, flush)) {
      return Permit.SPARE;
    }
    if (flush != null) {
      return flush.overdrawn ? Permit.LAST : Permit.OVERDRAWN;
    }
    boolean canWait = message == null || message.permit == Permit.SPARE;
    return canWait && nanosUntilUrgent(now) > 0 ? Permit.SPARE : Permit.LAST;
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
    boolean othersDue = incidents.nanosUntilDue(now) == 0 || nanosUntilLossDue(now) == 0;
    boolean othersTurn = inARow >= 2 && othersDue;
    return critical.nanosUntilDue(now) == 0 && !othersTurn;
  }

  /** Returns whether all events that a flush waits for are reported or dropped. */
  boolean isSettled(@Nullable Message message, FlushRequest flush) {
    boolean nothingLeft =
        message == null && inbox.isEmpty() && incidents.isEmpty() && critical.isEmpty();
    return (flush.closing || flush.mark == FlushRequest.EVERYTHING)
        ? nothingLeft && !losses.isWaiting()
        : nothingLeft || accounts.settledOfQueued() >= flush.mark;
  }

  /** Returns whether the rest of a flush's time is for blocks still owed. */
  boolean showsBlocks(@Nullable Message message, @Nullable FlushRequest flush) {
    return flush != null && incidents.owesBlock() && (flush.closing || isSettled(message, flush));
  }

  /** Returns whether a flush ends now: it is fulfilled, out of time, or hopeless. */
  boolean isAtItsEnd(@Nullable Message message, FlushRequest flush, long now) {
    boolean done = isSettled(message, flush) && !showsBlocks(message, flush);
    return done || now - flush.deadline >= 0 || isHopeless(message, flush, now);
  }

  /**
   * Returns whether no post is under way and none can start before the deadline. A non-closing
   * flush waits no longer for a block than for the next spare permit.
   */
  private boolean isHopeless(@Nullable Message message, FlushRequest flush, long now) {
    long left = flush.deadline - now;
    if (!flush.closing && isSettled(message, flush)) {
      left = Math.min(left, LONGEST_FOR_A_BLOCK);
    }
    boolean underWay = message != null && message.isUnderWay();
    return !underWay && destination.nanosUntilPost(now, permit(message, flush, now)) > left;
  }
}
