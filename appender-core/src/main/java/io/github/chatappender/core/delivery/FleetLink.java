/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.FleetStats;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.incident.FleetBatch;
import io.github.chatappender.core.incident.FleetView;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Secret;
import io.github.chatappender.core.text.Texts;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Connects the sender with the fleet that its settings name, if they do. Asks the store, takes its
 * answers, and never waits. Used only by the delivery thread, except for {@link #stats()}.
 */
final class FleetLink {

  /** The parts of a connection with one fleet. */
  private static final class Fleet {

    final FleetView view;
    final FleetMembership membership;
    final FleetLedger ledger;
    final FleetTurns turns;

    Fleet(FleetView view, FleetMembership membership, FleetLedger ledger, FleetTurns turns) {
      this.view = view;
      this.membership = membership;
      this.ledger = ledger;
      this.turns = turns;
    }
  }

  private final Platform platform;
  private final Accounts accounts;
  private final Destination destination;
  private final Mutes mutes;
  private final Runnable wake;
  private final AtomicLong waits = new AtomicLong();
  private Setup setup;

  /** The space whose senders form the fleet. */
  private String space = "";

  private volatile @Nullable Fleet fleet;
  private volatile int claims;

  FleetLink(
      Setup setup,
      Platform platform,
      Accounts accounts,
      Destination destination,
      Mutes mutes,
      Runnable wake) {
    this.platform = platform;
    this.accounts = accounts;
    this.destination = destination;
    this.mutes = mutes;
    this.wake = wake;
    this.setup = setup;
    open(platform.ticker.read());
  }

  /**
   * Takes new settings, and joins another fleet if they or the webhook's file name another. The
   * fleet keeps the name of this instance: under a new one its events would be counted again.
   */
  void adopt(Setup changed, long now) {
    Setup before = setup;
    setup = changed;
    boolean same =
        Objects.equals(before.fleet, changed.fleet) && space.equals(destination.spaceName());
    if (!same) {
      close(now);
      destination.shareNoMore(now);
      open(now);
    }
  }

  private void open(long now) {
    space = destination.spaceName();
    Secret address = setup.fleet;
    FleetStore store = address == null ? null : Fleets.open(address, member());
    if (store == null) {
      return;
    }
    FleetView view = new FleetView(this::problemId);
    FleetMembership membership =
        new FleetMembership(
            store,
            view,
            platform,
            destination,
            new FleetMutes(mutes, platform.clock),
            text -> setup.ownSecrets.scrub(text),
            wake,
            now);
    FleetLedger ledger = new FleetLedger(store, membership, accounts);
    fleet = new Fleet(view, membership, ledger, new FleetTurns(store, membership, ledger, waits));
  }

  private FleetMember member() {
    long random = (long) (platform.random.getAsDouble() * Long.MAX_VALUE);
    return new FleetMember(
        Texts.sha256(space),
        Long.toString(random, Character.MAX_RADIX),
        Objects.requireNonNullElse(setup.config.instance, "unknown"));
  }

  private String problemId(String key) {
    SenderConfig config = setup.config;
    return Texts.sha256(config.application + "|" + config.environment + "|" + key);
  }

  /** Returns what incidents need to know of the fleet; null without one. */
  @Nullable FleetView view() {
    Fleet current = fleet;
    return current == null ? null : current.view;
  }

  /**
   * Takes the answers that are there, and makes the requests that are due.
   *
   * @param flush the flush that waits, if there is one
   */
  void look(Incidents incidents, @Nullable FlushRequest flush, long now) {
    Fleet current = fleet;
    if (current != null) {
      current.ledger.takeAnswers(now);
      current.turns.takeAnswers(now);
      current.membership.look(flush, now);
      current.turns.ask(now);
      current.ledger.ask(incidents, now);
      claims = incidents.claims();
    }
  }

  /** Returns the time until there is something to do without an event or an answer. */
  long nanosUntilLook(Incidents incidents, long now) {
    Fleet current = fleet;
    if (current == null) {
      return Long.MAX_VALUE;
    }
    boolean waiting = current.ledger.isWaiting() || current.turns.isWaiting();
    return Math.min(
        current.membership.nanosUntilLook(waiting, now),
        current.ledger.nanosUntilAdd(incidents, now));
  }

  /**
   * Returns the time until a turn may be taken or asked for, {@link Long#MAX_VALUE} while an answer
   * is awaited.
   */
  long nanosUntilTurn(Permit permit, long now) {
    Fleet current = fleet;
    return current == null ? 0 : current.turns.nanosUntilTurn(permit, now);
  }

  /** Returns the time until the fleet may have a permit, as far as known. */
  long nanosUntilPermit(Permit permit, long now) {
    Fleet current = fleet;
    return current == null || current.membership.isLost()
        ? 0
        : current.turns.nanosUntilPermit(permit, now);
  }

  /**
   * Takes the turn to post one message, or asks for it.
   *
   * @param batch the problems with news
   * @param unconditional whether there is other news as well
   * @return whether a message may be posted now
   */
  boolean takeTurn(Permit permit, FleetBatch batch, boolean unconditional, long now) {
    Fleet current = fleet;
    return current == null || current.turns.take(permit, batch, unconditional, setup.limits, now);
  }

  /** Notes that a message was made of the problems that the last turn has claimed. */
  void composed(long now) {
    Fleet current = fleet;
    if (current != null) {
      current.turns.composed(now);
    }
  }

  /** Returns whether the turn taken is only for urgent news. */
  boolean isForUrgentNews() {
    Fleet current = fleet;
    return current != null && current.turns.isForUrgentNews();
  }

  /** Gives the turn back, because there is nothing to post. */
  void unused(long now) {
    Fleet current = fleet;
    if (current != null) {
      current.turns.unused(now);
    }
  }

  /** Notes that a notice was delivered, so that the fleet settles its problems. */
  void delivered(NewsSource source, Notice notice, long now) {
    Fleet current = fleet;
    if (current != null) {
      current.ledger.delivered(source.shared(notice, now));
    }
  }

  /** Gives the problems of a notice back, because it was definitely not posted. */
  void refused(NewsSource source, Notice notice, long now) {
    Fleet current = fleet;
    if (current != null) {
      current.turns.refused(source.shared(notice, now), now);
    }
  }

  /** Pauses all senders after a 429. */
  void throttled(long nanos) {
    Fleet current = fleet;
    if (current != null) {
      current.turns.throttled(nanos);
    }
  }

  /** Asks once more what the fleet knows, because this sender ends. */
  void end(Incidents incidents, long now) {
    Fleet current = fleet;
    if (current != null) {
      current.ledger.end(incidents, now);
    }
  }

  /** Returns whether a sender that ends still has to hear from the fleet, or it from the sender. */
  boolean isEnding() {
    Fleet current = fleet;
    return current != null && current.ledger.isEnding();
  }

  /** Returns whether the fleet has yet to learn what was posted, so that it has to be kept. */
  boolean isSettling() {
    Fleet current = fleet;
    return current != null && current.membership.isJoined() && current.ledger.isUnsettled();
  }

  /** Gives back all problems, because they are shared no longer. */
  void release(Incidents incidents, long now) {
    Fleet current = fleet;
    if (current != null) {
      current.turns.refused(incidents.known(now), now);
    }
  }

  /** Leaves the events that the fleet knows to other senders that have the same problem. */
  void handOver(Incidents incidents) {
    Fleet current = fleet;
    if (current != null && current.membership.isJoined() && current.view.hasOthers()) {
      accounts.report(incidents.handOver());
    }
  }

  /** Leaves the fleet; whatever it does not know of is this sender's alone from now on. */
  void close(long now) {
    Fleet current = fleet;
    if (current != null) {
      current.membership.leave(now);
    }
    fleet = null;
  }

  /** Returns how the fleet is doing, null without one. Callable from any thread. */
  @Nullable FleetStats stats() {
    Fleet current = fleet;
    if (current == null) {
      return null;
    }
    FleetMembership membership = current.membership;
    return new FleetStats(!membership.isLost(), membership.members(), claims, waits.get());
  }
}
