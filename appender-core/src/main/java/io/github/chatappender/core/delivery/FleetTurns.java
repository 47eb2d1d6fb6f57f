/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.BudgetLimits;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.fleet.FleetTurn;
import io.github.chatappender.core.incident.FleetBatch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks for turns to post. One request asks for the permit and claims the problems; those that the
 * message does not include are given back. A sender that is alone needs no turn. Used only by the
 * delivery thread.
 */
final class FleetTurns {

  /** How long to wait before asking again if nothing says when. */
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(250);

  /** How many problems a message lists at most, and how long to wait for each one fewer. */
  private static final int LISTED = 10;

  private static final long COURTESY = TimeUnit.MILLISECONDS.toNanos(25);

  /** How old a turn may be when the message is posted. */
  private static final long TURN_LASTS = TimeUnit.SECONDS.toNanos(1);

  private final FleetStore store;
  private final FleetMembership membership;
  private final FleetLedger ledger;
  private final AtomicLong waits;
  private final FleetCall<FleetTurn> asking;
  private final FleetCall<Boolean> releasing;

  /** The problems that the last turn has claimed; empty once the message is made. */
  private FleetBatch claimed = FleetBatch.EMPTY;

  private Permit asked = Permit.SPARE;

  /** When the fleet granted the turn that is not used yet; null if there is none. */
  private @Nullable Long grantedAt;

  /** The ticks before which it makes no sense to ask for a permit of each kind. */
  private final Map<Permit, Long> notBefore = new EnumMap<>(Permit.class);

  /**
   * Creates turns.
   *
   * @param waits counts how often a permit had to be waited for
   */
  FleetTurns(FleetStore store, FleetMembership membership, FleetLedger ledger, AtomicLong waits) {
    this.store = store;
    this.membership = membership;
    this.ledger = ledger;
    this.waits = waits;
    asking = new FleetCall<>(membership);
    releasing = new FleetCall<>(membership);
  }

  void takeAnswers(long now) {
    releasing.take((batch, done) -> {}, now);
    if (asking.take((batch, turn) -> answered(batch, turn, now), now) && membership.isFailing()) {
      notBefore.put(asked, now + RETRY);
    }
  }

  private void answered(FleetBatch batch, FleetTurn turn, long now) {
    membership.noteEpoch(turn.epoch, now);
    ledger.merge(batch, turn.standings, now);
    if (turn.granted) {
      grantedAt = now;
      claimed = batch;
      return;
    }
    waits.incrementAndGet();
    long wait = TimeUnit.MILLISECONDS.toNanos(turn.waitMillis);
    notBefore.put(asked, now + (wait > 0 ? wait + courtesy(batch.counts.size()) : RETRY));
  }

  /**
   * Returns how much longer to wait for a permit that others wait for too: whoever has news of most
   * problems goes first, because its message lists them all.
   */
  private static long courtesy(int problems) {
    return COURTESY * Math.max(0, LISTED - problems);
  }

  boolean isWaiting() {
    return asking.isUnderWay() || releasing.isUnderWay();
  }

  /**
   * Returns the time until a turn may be taken or asked for, {@link Long#MAX_VALUE} while an answer
   * is awaited.
   */
  long nanosUntilTurn(Permit permit, long now) {
    if (membership.isLost() || grantedAt != null) {
      return 0;
    }
    if (!membership.isJoined() || isWaiting() || ledger.isUnsettled()) {
      return Long.MAX_VALUE;
    }
    long wait = 0;
    for (Map.Entry<Permit, Long> denied : notBefore.entrySet()) {
      if (denied.getKey().needed <= permit.needed) {
        wait = Math.max(wait, denied.getValue() - now);
      }
    }
    return wait;
  }

  /**
   * Takes the turn to post one message, or asks for it.
   *
   * @param batch the problems with news
   * @param unconditional whether there is other news as well
   * @param limits the sender's own limits
   * @return whether a message may be posted now
   */
  boolean take(
      Permit permit, FleetBatch batch, boolean unconditional, BudgetLimits limits, long now) {
    if (membership.isLost()) {
      grantedAt = null;
      return true;
    }
    Long granted = grantedAt;
    if (granted != null) {
      grantedAt = null;
      if (now - granted < TURN_LASTS) {
        return true;
      }
    }
    if (nanosUntilTurn(permit, now) > 0) {
      return false;
    }
    if (batch.counts.isEmpty() && !unconditional) {
      notBefore.put(permit, now + RETRY);
      return false;
    }
    asked = permit;
    FleetRequest request =
        new FleetRequest(
            Math.min(permit.needed, limits.burst),
            unconditional,
            limits.messagesPerMinute,
            limits.burst,
            TimeUnit.NANOSECONDS.toMillis(limits.spacingNanos),
            UUID.randomUUID().toString());
    asking.start(store.claim(request, batch.counts), batch, now);
    return false;
  }

  /**
   * Notes which of the problems claimed are in the message. New problems that are not are given
   * back: a sender that knows more of them may list them together.
   */
  void composed(long now) {
    if (membership.isJoined() && !claimed.counts.isEmpty()) {
      List<String> rest = claimed.giveBackNew();
      if (!rest.isEmpty()) {
        releasing.start(store.release(rest).thenApply(done -> true), FleetBatch.EMPTY, now);
      }
    }
    claimed = FleetBatch.EMPTY;
  }

  /** Gives the problems of a notice back, because it was definitely not posted. */
  void refused(FleetBatch batch) {
    if (membership.isJoined() && !batch.counts.isEmpty()) {
      CompletableFuture<Void> unused = store.release(batch.problems());
    }
  }

  /** Pauses all senders after a 429. */
  void throttled(long nanos) {
    if (membership.isJoined()) {
      CompletableFuture<Void> unused = store.pause(TimeUnit.NANOSECONDS.toMillis(nanos), true);
    }
  }
}
