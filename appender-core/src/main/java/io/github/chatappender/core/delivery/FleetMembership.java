/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.fleet.FleetPresence;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.incident.FleetBatch;
import io.github.chatappender.core.incident.FleetView;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the fleet answers, and how many senders it has. A sender joins with the first
 * answer, and is alone once requests were refused twice in a row or got no answer in time for 5 s;
 * a request every 5 s looks whether the fleet is back. Used only by the delivery thread, except for
 * {@link #isLost()} and {@link #members()}.
 */
final class FleetMembership {

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

  /** How long the store's client may take to load before the sender decides alone. */
  private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(60);

  /** How long a store may be too slow before the sender decides alone. */
  private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(5);

  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LONGEST_JITTER = TimeUnit.SECONDS.toNanos(3);

  /** How long a store has to answer if it does not keep to its own limit. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  /** How many senders there are if nobody knows. */
  private static final int GUESSED_MEMBERS = 4;

  private static final int REFUSALS = 2;

  private enum State {
    /** No answer yet. */
    JOINING,
    JOINED,
    /** No answers any more, or none from the beginning. */
    LOST
  }

  private final FleetStore store;
  private final FleetView view;
  private final Platform platform;
  private final Destination destination;
  private final FleetMutes mutes;
  private final UnaryOperator<String> secrets;
  private final Runnable wake;
  private final FleetCall<FleetPresence> presence = new FleetCall<>(this);

  private final long openedAt;

  /** When the sender decides alone if there is no answer until then, while it waits for one. */
  private long aloneAt;

  private long presenceAt;
  private boolean asksAgain;

  /** Whether the latest request was made after {@link #askAgain}. */
  private boolean askedAgain;

  private boolean failing;
  private int refusals;

  /** The reason of the last failure in parentheses; empty if unknown. */
  private String failure = "";

  private int rank;
  private volatile State state = State.JOINING;
  private volatile int members = GUESSED_MEMBERS;

  /**
   * Creates a membership that has yet to join.
   *
   * @param secrets removes the sender's own secrets from a text
   */
  FleetMembership(
      FleetStore store,
      FleetView view,
      Platform platform,
      Destination destination,
      FleetMutes mutes,
      UnaryOperator<String> secrets,
      Runnable wake,
      long now) {
    this.store = store;
    this.view = view;
    this.platform = platform;
    this.destination = destination;
    this.mutes = mutes;
    this.secrets = secrets;
    this.wake = wake;
    openedAt = now;
    aloneAt = now + LONGEST_START;
    presenceAt = now;
  }

  boolean isJoined() {
    return state == State.JOINED;
  }

  /** Returns whether the latest request has failed. */
  boolean isFailing() {
    return failing;
  }

  /** Returns whether this sender decides alone. Callable from any thread. */
  boolean isLost() {
    return state == State.LOST;
  }

  /** Returns how many senders there are, as last known. Callable from any thread. */
  int members() {
    return members;
  }

  /**
   * Looks whether the fleet answers.
   *
   * @param flush the flush that waits, which has half of its time for an answer
   */
  void look(@Nullable FlushRequest flush, long now) {
    presence.take((problems, answer) -> present(answer, now), now);
    view.look(now);
    if (flush != null) {
      waitUntil(now + (flush.deadline - now) / 2);
    }
    if (nanosUntilAlone(now) == 0) {
      lose(now);
    }
    if (!presence.isUnderWay() && presenceAt - now <= 0) {
      presenceAt = now + (state == State.JOINING || asksAgain ? RETRY : INTERVAL);
      askedAgain = asksAgain;
      mutes.publish(store);
      presence.start(store.presence(), FleetBatch.EMPTY, now);
    }
  }

  private void present(FleetPresence answer, long now) {
    asksAgain &= !askedAgain;
    members = Math.max(1, answer.members);
    rank = Math.floorMod(answer.rank, members);
    view.noteMembers(members);
    mutes.take(answer.mutes, now);
    noteEpoch(answer.epoch, now);
  }

  /** Notes which data the store holds; another number means that it has lost them. */
  void noteEpoch(long epoch, long now) {
    view.noteEpoch(epoch, now);
  }

  /** Asks at once how many senders there are. */
  void askAgain(long now) {
    asksAgain = true;
    presenceAt = now;
  }

  /** Returns whether the answer to {@link #askAgain} is awaited. */
  boolean asksAgain() {
    return asksAgain;
  }

  /** Wakes the delivery thread when a request ends. */
  void wakeAfter(CompletableFuture<?> request) {
    CompletableFuture<?> unused = request.whenComplete((value, thrown) -> wake.run());
  }

  /**
   * Returns whether a request has had enough time; the first one waits until its client is ready.
   */
  boolean isTooLate(long askedAt, long now) {
    return state != State.JOINING && now - askedAt >= PATIENCE;
  }

  /** Notes an answer. */
  void answered(long now) {
    failing = false;
    refusals = 0;
    if (state == State.JOINED) {
      return;
    }
    if (state == State.LOST) {
      destination.shareNoMore(now);
      platform.diagnostics.info("the fleet answers again");
    }
    state = State.JOINED;
    view.rejoin();
  }

  /** Notes a request that has failed; without a cause it was given up. */
  void failed(@Nullable Throwable cause, long now) {
    boolean late = cause == null || cause instanceof TimeoutException;
    if (state == State.JOINED && !failing) {
      aloneAt = now + LONGEST_SILENCE;
    }
    failing = true;
    refusals = late ? refusals : refusals + 1;
    failure = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    if (state == State.JOINING) {
      // a machine that is slow to load the client is slow to talk to the store
      waitUntil(late ? now + Math.max(LONGEST_SILENCE, now - openedAt) : now);
    } else if (state == State.JOINED && (refusals >= REFUSALS || nanosUntilAlone(now) == 0)) {
      lose(now);
    }
  }

  private void waitUntil(long tick) {
    aloneAt = tick - aloneAt < 0 ? tick : aloneAt;
  }

  /** Returns the time until this sender decides alone unless there is an answer. */
  private long nanosUntilAlone(long now) {
    boolean waits = state == State.JOINING || (state == State.JOINED && failing);
    return waits ? Math.max(0, aloneAt - now) : Long.MAX_VALUE;
  }

  private void lose(long now) {
    state = State.LOST;
    view.leave(now, (long) (platform.random.getAsDouble() * LONGEST_JITTER));
    int senders = members;
    destination.share(senders, rank, now);
    platform.diagnostics.warn(
        "the fleet does not answer"
            + secrets.apply(failure)
            + ": posting only first notices and escalations, with 1/"
            + senders
            + " of the budget, until it does");
  }

  /**
   * Returns the time until there is something to do without an answer.
   *
   * @param waits whether another request is under way
   */
  long nanosUntilLook(boolean waits, long now) {
    long next = waits || presence.isUnderWay() ? PATIENCE : Long.MAX_VALUE;
    if (!presence.isUnderWay()) {
      next = Math.min(next, Math.max(0, presenceAt - now));
    }
    return Math.min(next, nanosUntilAlone(now));
  }

  /** Leaves the fleet; this sender decides alone from now on. */
  void leave(long now) {
    view.leave(now, 0);
    store.close();
  }
}
