/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.incident.FleetBatch;
import io.github.chatappender.core.incident.Incidents;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Exchanges counts with the fleet: adds those of this sender, settles those its messages have
 * reported, and takes those of others. Used only by the delivery thread.
 */
final class FleetLedger {

  private static final int MOST_UNDRAINED = 20;

  private final FleetStore store;
  private final FleetMembership membership;
  private final Accounts accounts;
  private final FleetCall<List<FleetStanding>> adding;
  private final FleetCall<Boolean> draining;

  /** Delivered problems that the store has yet to learn of. */
  private final Deque<FleetBatch> undrained = new ArrayDeque<>();

  private boolean ended;

  FleetLedger(FleetStore store, FleetMembership membership, Accounts accounts) {
    this.store = store;
    this.membership = membership;
    this.accounts = accounts;
    adding = new FleetCall<>(membership);
    draining = new FleetCall<>(membership);
  }

  void takeAnswers(long now) {
    adding.take((batch, standings) -> merge(batch, standings, now), now);
    if (draining.take((batch, done) -> undrained.pollFirst(), now)) {
      ended = false; // others may have counted more meanwhile
    }
  }

  /** Makes the requests that are due. */
  void ask(Incidents incidents, long now) {
    if (!membership.isJoined()) {
      return;
    }
    if (!draining.isUnderWay() && !undrained.isEmpty()) {
      FleetBatch batch = undrained.getFirst().again(now);
      draining.start(store.drain(batch.counts).thenApply(done -> true), batch, now);
    }
    if (mayAdd() && incidents.nanosUntilAdd(now) == 0) {
      add(incidents.toAdd(now), now);
    }
  }

  /** The fleet first has to learn what was reported; else it would be reported again. */
  private boolean mayAdd() {
    return membership.isJoined() && !adding.isUnderWay() && undrained.isEmpty();
  }

  private void add(FleetBatch batch, long now) {
    adding.start(store.add(batch.counts), batch, now);
  }

  /** Takes what the fleet knows of problems. */
  void merge(FleetBatch batch, List<FleetStanding> standings, long now) {
    accounts.report(batch.merge(standings, now));
  }

  /** Notes problems whose notice was delivered. */
  void delivered(FleetBatch batch) {
    if (!batch.counts.isEmpty()) {
      if (undrained.size() == MOST_UNDRAINED) {
        undrained.removeFirst();
      }
      undrained.addLast(batch);
    }
  }

  /** Returns whether the fleet has yet to learn of delivered notices. */
  boolean isUnsettled() {
    return !undrained.isEmpty();
  }

  boolean isWaiting() {
    return adding.isUnderWay() || draining.isUnderWay();
  }

  /** Returns the time until counts should be added. */
  long nanosUntilAdd(Incidents incidents, long now) {
    return mayAdd() ? incidents.nanosUntilAdd(now) : Long.MAX_VALUE;
  }

  /**
   * Asks once more what the fleet knows, because this sender ends: what others have counted since
   * is reported by whoever is left.
   */
  void end(Incidents incidents, long now) {
    if (!ended && mayAdd()) {
      ended = true;
      incidents.end();
      membership.askAgain(now); // others may be about to end as well
      FleetBatch batch = incidents.known(now);
      if (!batch.counts.isEmpty()) {
        add(batch, now);
      }
    }
  }

  /** Returns whether a sender that ends still has to hear from the fleet, or it from the sender. */
  boolean isEnding() {
    boolean settling =
        !ended || adding.isUnderWay() || !undrained.isEmpty() || membership.asksAgain();
    return membership.isJoined() && settling;
  }
}
