/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.BudgetLimits;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.fleet.FleetTurn;
import io.github.chatappender.core.incident.FleetBatch;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final FleetCall<List<String>> releasing;

  /** The problems that the last turn has claimed; empty once the message is made. */
  private FleetBatch claimed = FleetBatch.EMPTY;

  private Permit asked = Permit.SPARE;

  /** Identifies the turn asked for until there is an answer; 0 if none is awaited. */
  private long turn;

  /** Problems that this sender has yet to give back. */
  private final Set<String> unreleased = new LinkedHashSet<>();

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
    releasing.take((batch, released) -> unreleased.removeAll(released), now);
    if (asking.take((batch, turn) -> answered(batch, turn, now), now) && membership.isFailing()) {
      notBefore.put(asked, now + RETRY);
    }
  }

  /** Makes the requests that are due. */
  void ask(long now) {
    if (membership.isJoined() && !unreleased.isEmpty() && !isWaiting()) {
      List<String> problems = List.copyOf(unreleased);
      releasing.start(store.release(problems).thenApply(done -> problems), FleetBatch.EMPTY, now);
    }
  }

  private void answered(FleetBatch batch, FleetTurn answer, long now) {
    turn = 0;
    membership.noteEpoch(answer.epoch, now);
    ledger.merge(batch, answer.standings, now);
    if (answer.granted) {
      grantedAt = now;
      claimed = batch;
      return;
    }
    waits.incrementAndGet();
    long wait = TimeUnit.MILLISECONDS.toNanos(answer.waitMillis);
    notBefore.put(asked, now + (wait > 0 ? wait + courtesy(batch, answer) : RETRY));
  }

  /**
   * Returns how much longer to wait for a permit that others wait for too: whoever can post news of
   * most problems goes first, because its message lists them all. Each second a new problem waits
   * counts as one more problem, so that a lone one gets its turn too.
   */
  private static long courtesy(FleetBatch batch, FleetTurn denied) {
    int free = 0;
    long waited = 0;
    for (int i = 0; i < Math.min(batch.counts.size(), denied.standings.size()); i++) {
      FleetCounts counts = batch.counts.get(i);
      if (denied.standings.get(i).owner != FleetStanding.Owner.OTHER) {
        free++;
        boolean isNew = counts.noticeAge == FleetCounts.NEVER;
        waited = isNew ? Math.max(waited, counts.firstAge + denied.waitMillis) : waited;
      }
    }
    return COURTESY * Math.max(0, LISTED - free - TimeUnit.MILLISECONDS.toSeconds(waited));
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
    if (!membership.isJoined() || isWaiting() || !unreleased.isEmpty() || ledger.isUnsettled()) {
      return Long.MAX_VALUE;
    }
    return nanosUntilPermit(permit, now);
  }

  /** Returns the time until there may be a permit, as far as the fleet has said; at least 0. */
  long nanosUntilPermit(Permit permit, long now) {
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
      turn = 0;
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
    if (turn == 0) {
      turn = UUID.randomUUID().getMostSignificantBits() >>> 11;
    }
    FleetRequest request =
        new FleetRequest(
            Math.min(permit.needed, limits.burst),
            unconditional,
            limits.messagesPerMinute,
            limits.burst,
            TimeUnit.NANOSECONDS.toMillis(limits.spacingNanos),
            UUID.randomUUID().toString(),
            turn);
    asking.start(store.claim(request, batch.counts), batch, now);
    return false;
  }

  /** Returns whether the turn in hand is only for urgent news. */
  boolean isForUrgentNews() {
    return membership.isJoined() && asked != Permit.SPARE;
  }

  /**
   * Notes which of the problems claimed are in the message. New problems that are not are given
   * back: a sender that knows more of them may list them together.
   */
  void composed(long now) {
    unreleased.addAll(claimed.giveBackNew());
    claimed = FleetBatch.EMPTY;
    ask(now);
  }

  /** Gives the turn back, because there is nothing to post. */
  void unused(long now) {
    composed(now);
    notBefore.put(asked, now + RETRY);
    if (membership.isJoined()) {
      CompletableFuture<Void> unused = store.pause(0, true);
    }
  }

  /** Gives the problems of a notice back, because it was definitely not posted. */
  void refused(FleetBatch batch, long now) {
    unreleased.addAll(batch.problems());
    ask(now);
  }

  /** Pauses all senders after a 429. */
  void throttled(long nanos) {
    if (membership.isJoined()) {
      CompletableFuture<Void> unused = store.pause(TimeUnit.NANOSECONDS.toMillis(nanos), true);
    }
  }
}
