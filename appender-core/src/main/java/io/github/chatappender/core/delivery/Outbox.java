/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.webhook.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current message until it is settled: posts it, reads the answer, and posts it again,
 * counts its events, or returns them to their source. Used only by the delivery thread.
 */
final class Outbox {

  /** A critical message is tried again after a defect, since it seldom causes the defect. */
  private static final int MOST_DEFECTS = 5;

  private final CriticalDelivery critical;
  private final Composer composer;
  private final Destination destination;
  private final FleetLink fleet;
  private final SharedState shared;
  private @Nullable Message message;

  Outbox(
      CriticalDelivery critical,
      Composer composer,
      Destination destination,
      FleetLink fleet,
      SharedState shared) {
    this.critical = critical;
    this.composer = composer;
    this.destination = destination;
    this.fleet = fleet;
    this.shared = shared;
  }

  boolean isEmpty() {
    return message == null;
  }

  boolean isUnderWay() {
    return message != null && message.exchange != null;
  }

  /** Returns the time until the post under way ends without an answer. */
  long nanosUntilTimeout(long now) {
    return message == null ? Long.MAX_VALUE : Math.max(0, message.deadline - now);
  }

  /** Returns whether the message, if there is one, leaves the last permits to urgent news. */
  boolean canWait() {
    return message == null || message.permit == Permit.SPARE;
  }

  /** Makes a message of a notice, or drops the part of it that cannot be rendered. */
  void compose(NewsSource source, Notice notice, long now) {
    Message composed = composer.compose(source, notice, now);
    if (composed != null) {
      source.taken(notice, composed.notice.parts.size());
      fleet.composed(now);
      writeDown(composed);
      message = composed;
      return;
    }
    Notice lost = notice.form == Notice.Form.PARTS ? notice.first(1) : notice;
    source.taken(notice, lost.parts.size());
    drop(source, lost, DropReason.RENDER_FAILED);
  }

  /** Takes a message to post unchanged. */
  void put(Message frozen) {
    message = frozen;
  }

  /** Writes a critical message to disk before it is posted. */
  private void writeDown(Message composed) {
    if (composed.source.keepsTrying()) {
      critical.writeDown(composed);
    }
  }

  /** Starts the post of the message, if there is one and a permit for it. */
  boolean start(Permit permit, long now) {
    if (message == null) {
      return false;
    }
    message.permit = permit;
    if (!destination.takePermit(now, permit)) {
      return false;
    }
    shared.progress.started(message.starts > 0);
    destination.start(message, now);
    return true;
  }

  /**
   * Reads the answer to the post under way, if it is there or out of time.
   *
   * @param flush the request that is served; null if there is none
   * @return whether the attempt failed for a reason that may pass
   */
  boolean takeAnswer(@Nullable FlushRequest flush, long now) {
    Message current = message;
    Outcome outcome = current == null ? null : destination.outcome(current, now);
    return current != null && outcome != null && settle(current, outcome, flush, now);
  }

  private boolean settle(Message current, Outcome outcome, @Nullable FlushRequest flush, long now) {
    if (outcome.verdict != Outcome.Verdict.DELIVERED) {
      shared.progress.failed();
    }
    switch (outcome.verdict) {
      case DELIVERED:
        delivered(current, now);
        return false;
      case PASSING:
        destination.failed(outcome, now);
        current.failedAttempts++;
        afterFailure(current, destination.hasUsedUpAttempts(current), flush);
        return true;
      case THROTTLED:
        fleet.throttled(destination.throttled(outcome, now));
        if (flush != null && current.permit == Permit.OVERDRAWN) {
          flush.overdrawn = false; // its next post may overdraw the bucket instead
        }
        if (destination.isBroken()) {
          giveUp(current);
        }
        return false;
      case UNAUTHORIZED:
        if (current.unauthorizedBefore || destination.isBroken()) {
          broken(current, outcome, now);
          return false;
        }
        current.unauthorizedBefore = true;
        destination.failed(outcome, now);
        afterFailure(current, false, flush);
        return true;
      case MESSAGE_FAULT:
        destination.messageRefused(outcome, now);
        simplify(current, now);
        return false;
      case WEBHOOK_FAULT:
        broken(current, outcome, now);
        return false;
      case THREAD_GONE:
        destination.threadGone(outcome, now);
        threadGone(current);
        return false;
    }
    throw new AssertionError(outcome.verdict);
  }

  private void delivered(Message current, long now) {
    // First: if the host throws when notified, the events must not be counted twice.
    message = null;
    shared.accounts.report(current.notice.events());
    current.source.delivered(current.notice);
    fleet.delivered(current.source, current.notice, now);
    composer.delivered(current, now);
    shared.progress.delivered();
    destination.delivered();
  }

  private void simplify(Message refused, long now) {
    Message simpler = composer.simpler(refused);
    if (simpler == null) {
      fleet.refused(refused.source, refused.notice, now);
      drop(refused, DropReason.REJECTED);
    } else {
      simpler.permit = refused.permit;
      writeDown(simpler);
      message = simpler;
    }
  }

  private void broken(Message current, Outcome outcome, long now) {
    composer.forgetThreads();
    fleet.refused(current.source, current.notice, now);
    giveUp(current);
    destination.broken(outcome, now);
  }

  /** A critical message opens a missing thread, regardless of {@code replyOption}. */
  private void threadGone(Message current) {
    composer.forgetThread(current);
    if (current.source.keepsTrying()) {
      message = Composer.opening(current);
      writeDown(message);
    } else {
      drop(current, DropReason.THREAD_GONE);
    }
  }

  /** A final flush retries only critical messages; otherwise {@code maxAttempts} applies. */
  private void afterFailure(Message current, boolean exhausted, @Nullable FlushRequest flush) {
    if (current.source.keepsTrying()) {
      if (exhausted) {
        critical.postpone(current);
        message = null;
      }
    } else if (flush != null && flush.closing) {
      drop(current, DropReason.CLOSED);
    } else if (exhausted || destination.isBroken()) {
      giveUp(current);
    }
  }

  /** Dissolves a message: its events return to their source, or are dropped. */
  private void giveUp(Message current) {
    if (current.source.keepsTrying()) {
      return;
    }
    message = null;
    composer.notDelivered(current);
    if (!current.source.takeBack(current.notice)) {
      drop(current.source, current.notice, DropReason.RETRIES_EXHAUSTED);
    }
  }

  private void drop(Message current, DropReason reason) {
    message = null;
    composer.lost(current, reason);
    drop(current.source, current.notice, reason);
  }

  private void drop(NewsSource source, Notice notice, DropReason reason) {
    notice.parts.forEach(part -> shared.accounts.drop(reason, part.own, part.entry.logger));
    source.lost(notice, reason);
  }

  /** Puts a waiting critical message back; returns whether no message is left. */
  boolean suspendCritical() {
    if (message != null && message.source.keepsTrying()) {
      critical.suspend(message);
      message = null;
    }
    return message == null;
  }

  /** A defect does not lose critical events: others get a turn, then the message is tried again. */
  void endAfterDefect(long now) {
    Message broken = message;
    if (broken == null) {
      return;
    }
    destination.cancel(broken);
    broken.defects++;
    if (!broken.source.keepsTrying()) {
      drop(broken, DropReason.INTERNAL_ERROR);
      return;
    }
    message = null;
    if (broken.defects < MOST_DEFECTS) {
      critical.suspend(broken);
    } else {
      critical.postpone(broken);
      destination.pause(now);
    }
  }

  /** Drops the message, posted or not. */
  void close() {
    if (message != null) {
      destination.cancel(message);
      drop(message, DropReason.CLOSED);
    }
  }
}
