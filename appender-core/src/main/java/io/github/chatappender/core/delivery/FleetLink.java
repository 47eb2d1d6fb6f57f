/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.FleetStats;
import io.github.chatappender.core.budget.BudgetLimits;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetPresence;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.fleet.FleetTurn;
import io.github.chatappender.core.incident.FleetBatch;
import io.github.chatappender.core.incident.FleetView;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Secret;
import io.github.chatappender.core.text.Texts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects the sender with its fleet: asks the store, takes its answers, and decides alone while it
 * does not answer. Never waits. Used only by the delivery thread, except for {@link #stats()}.
 *
 * <p>A message needs a turn of the fleet: one request asks for the permit and claims the problems.
 * Two failures in a row mean that the fleet is lost; a request every 5 s looks whether it is back.
 */
final class FleetLink {

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

  /** How long the store's client may take to load before the sender decides alone. */
  private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(60);

  /** How long a new store may be too slow before the sender decides alone. */
  private static final long LONGEST_JOIN = TimeUnit.SECONDS.toNanos(5);

  /** How long both may take if the sender has to end. */
  private static final long SHORT_JOIN = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long LONGEST_JITTER = TimeUnit.SECONDS.toNanos(3);
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(250);

  /** How long a store has to answer if it does not keep to its own limit. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  /** How many problems a message lists at most, and how long to wait for each one fewer. */
  private static final int LISTED = 10;

  private static final long COURTESY = TimeUnit.MILLISECONDS.toNanos(25);

  /** How old a turn may be when the message is posted. */
  private static final long TURN_LASTS = TimeUnit.SECONDS.toNanos(1);

  /** How many senders there are if nobody knows. */
  private static final int GUESSED_MEMBERS = 4;

  private static final int FAILURES = 2;
  private static final int MOST_UNDRAINED = 20;

  private enum State {
    /** No answer yet. */
    JOINING,
    JOINED,
    /** No answers any more, or none from the beginning. */
    LOST
  }

  /** A request whose answer is not taken yet. */
  private static final class Request<A> {

    final CompletableFuture<A> answer;
    final FleetBatch batch;
    final long askedAt;

    Request(CompletableFuture<A> answer, FleetBatch batch, long askedAt) {
      this.answer = answer;
      this.batch = batch;
      this.askedAt = askedAt;
    }
  }

  private final Platform platform;
  private final Accounts accounts;
  private final Destination destination;
  private final FleetMutes mutes;
  private final Runnable wake;
  private Setup setup;

  /** The space whose senders form the fleet. */
  private String space = "";

  private @Nullable FleetStore store;
  private @Nullable FleetView view;
  private boolean ended;
  private int failures;

  /** The reason of the last failure in parentheses; empty if unknown. */
  private String failure = "";

  private long openedAt;

  /** When the sender decides alone if there is no answer until then. */
  private long joinsUntil;

  private long presenceAt;
  private int rank;
  private @Nullable Request<FleetPresence> presence;
  private @Nullable Request<List<FleetStanding>> adding;
  private @Nullable Request<Boolean> draining;
  private @Nullable Request<FleetTurn> asking;
  private @Nullable Request<Boolean> releasing;

  /** The problems that the last turn has claimed; empty once the message is made. */
  private FleetBatch claimed = FleetBatch.EMPTY;

  private Permit asked = Permit.SPARE;

  /** When the fleet granted the turn that is not used yet; null if there is none. */
  private @Nullable Long grantedAt;

  /** Delivered problems that the store has yet to learn of. */
  private final Deque<FleetBatch> undrained = new ArrayDeque<>();

  /** The ticks before which it makes no sense to ask for a permit of each kind. */
  private final Map<Permit, Long> notBefore = new EnumMap<>(Permit.class);

  private volatile State state = State.JOINING;
  private volatile int members = GUESSED_MEMBERS;
  private final AtomicLong waits = new AtomicLong();
  private volatile int claims;
  private volatile boolean joins;

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
    this.mutes = new FleetMutes(mutes, platform.clock);
    this.wake = wake;
    this.setup = setup;
    open(platform.ticker.read());
  }

  /** Takes new settings, and joins another fleet if they or the webhook's file name another. */
  void adopt(Setup changed, long now) {
    Setup before = setup;
    setup = changed;
    boolean same =
        Objects.equals(before.fleet, changed.fleet)
            && Objects.equals(before.config.instance, changed.config.instance)
            && space.equals(destination.spaceName());
    if (!same) {
      close(now);
      destination.shareNoMore(now);
      open(now);
    }
  }

  private void open(long now) {
    space = destination.spaceName();
    Secret address = setup.fleet;
    store = address == null ? null : Fleets.open(address, member());
    view = store == null ? null : new FleetView(this::problemId);
    joins = store != null;
    state = State.JOINING;
    openedAt = now;
    joinsUntil = now + LONGEST_START;
    presenceAt = now;
    failures = 0;
    forgetRequests();
  }

  private void forgetRequests() {
    presence = null;
    adding = null;
    draining = null;
    asking = null;
    releasing = null;
    claimed = FleetBatch.EMPTY;
    grantedAt = null;
    notBefore.clear();
    undrained.clear();
    ended = false;
  }

  private FleetMember member() {
    long random = (long) (platform.random.getAsDouble() * Long.MAX_VALUE);
    return new FleetMember(
        String.format("%016x", Texts.sha256(space)),
        Long.toString(random, Character.MAX_RADIX),
        Objects.requireNonNullElse(setup.config.instance, "unknown"));
  }

  private String problemId(String key) {
    SenderConfig config = setup.config;
    return String.format(
        "%016x", Texts.sha256(config.application + "|" + config.environment + "|" + key));
  }

  /** Returns what incidents need to know of the fleet; null without one. */
  @Nullable FleetView view() {
    return view;
  }

  /**
   * Takes the answers that are there, and makes the requests that are due.
   *
   * @param hurries whether a flush waits, which has less time for the first answer
   */
  void look(Incidents incidents, boolean hurries, long now) {
    FleetStore fleet = store;
    if (fleet == null) {
      return;
    }
    takeAnswers(now);
    claims = incidents.claims();
    if (hurries) {
      joinUntil(openedAt + SHORT_JOIN);
    }
    if (state == State.JOINING && now - joinsUntil >= 0) {
      lose(now);
    }
    if (presence == null && presenceAt - now <= 0) {
      presenceAt = now + (state == State.JOINING ? RETRY : INTERVAL);
      mutes.publish(fleet);
      presence = request(fleet.presence(), FleetBatch.EMPTY, now);
    }
    if (state != State.JOINED) {
      return;
    }
    if (draining == null && !undrained.isEmpty()) {
      FleetBatch batch = undrained.getFirst().again(now);
      draining = request(fleet.drain(batch.counts).thenApply(done -> true), batch, now);
    }
    if (mayAdd() && incidents.nanosUntilAdd(now) == 0) {
      FleetBatch batch = incidents.toAdd(now);
      adding = request(fleet.add(batch.counts), batch, now);
    }
  }

  /** The fleet first has to learn what was reported; else it would be reported again. */
  private boolean mayAdd() {
    return state == State.JOINED && adding == null && undrained.isEmpty();
  }

  private <A> Request<A> request(CompletableFuture<A> answer, FleetBatch batch, long now) {
    CompletableFuture<A> unused = answer.whenComplete((value, failure) -> wake.run());
    return new Request<>(answer, batch, now);
  }

  private void takeAnswers(long now) {
    Request<FleetPresence> alive = presence;
    if (alive != null && isOver(alive, now)) {
      presence = null;
      take(alive, answer -> present(answer, now), now);
    }
    Request<List<FleetStanding>> added = adding;
    if (added != null && isOver(added, now)) {
      adding = null;
      take(added, standings -> merge(added, standings, false, now), now);
    }
    Request<Boolean> drained = draining;
    if (drained != null && isOver(drained, now)) {
      draining = null;
      ended = false; // others may have counted more meanwhile
      take(drained, done -> undrained.pollFirst(), now);
    }
    Request<Boolean> released = releasing;
    if (released != null && isOver(released, now)) {
      releasing = null;
      take(released, done -> {}, now);
    }
    Request<FleetTurn> turn = asking;
    if (turn != null && isOver(turn, now)) {
      asking = null;
      take(turn, answer -> turn(turn, answer, now), now);
    }
  }

  /** The first answer takes as long as the client needs to load. */
  private boolean isOver(Request<?> request, long now) {
    boolean late = state != State.JOINING && now - request.askedAt >= PATIENCE;
    return late || request.answer.isDone();
  }

  private <A> void take(Request<A> request, Consumer<A> taker, long now) {
    A answer = null;
    Throwable cause = null;
    try {
      answer = request.answer.getNow(null);
    } catch (CompletionException e) {
      cause = e.getCause();
    } catch (CancellationException e) {
      cause = e;
    }
    if (answer == null) {
      failed(cause, now);
    } else {
      joined(now);
      taker.accept(answer);
    }
  }

  private void present(FleetPresence answer, long now) {
    members = Math.max(1, answer.members);
    rank = Math.floorMod(answer.rank, members);
    mutes.take(answer.mutes, now);
  }

  private void merge(Request<?> request, List<FleetStanding> standings, boolean claimed, long now) {
    accounts.report(request.batch.merge(standings, claimed, now));
  }

  private void turn(Request<FleetTurn> request, FleetTurn turn, long now) {
    merge(request, turn.standings, turn.granted, now);
    if (turn.granted) {
      grantedAt = now;
      claimed = request.batch;
      return;
    }
    waits.incrementAndGet();
    long wait = TimeUnit.MILLISECONDS.toNanos(turn.waitMillis);
    notBefore.put(asked, now + (wait > 0 ? wait + courtesy(request.batch.counts.size()) : RETRY));
  }

  /**
   * Returns how much longer to wait for a permit that others wait for too: whoever has news of most
   * problems goes first, because its message lists them all.
   */
  private static long courtesy(int problems) {
    return COURTESY * Math.max(0, LISTED - problems);
  }

  private void failed(@Nullable Throwable cause, long now) {
    failures++;
    boolean late = cause == null || cause instanceof TimeoutException;
    failure = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    if (state == State.JOINING) {
      joinUntil(late ? now + LONGEST_JOIN : now);
    } else if (state == State.JOINED && failures >= FAILURES) {
      lose(now);
    }
  }

  private void joinUntil(long tick) {
    joinsUntil = tick - joinsUntil < 0 ? tick : joinsUntil;
  }

  private void lose(long now) {
    state = State.LOST;
    FleetView seen = view;
    if (seen != null) {
      seen.leave(now, (long) (platform.random.getAsDouble() * LONGEST_JITTER));
    }
    int senders = members;
    destination.share(senders, rank, now);
    grantedAt = null;
    platform.diagnostics.warn(
        "the fleet does not answer"
            + setup.ownSecrets.scrub(failure)
            + ": posting only first notices and escalations, with 1/"
            + senders
            + " of the budget, until it does");
  }

  private void joined(long now) {
    failures = 0;
    if (state == State.JOINED) {
      return;
    }
    if (state == State.LOST) {
      destination.shareNoMore(now);
      platform.diagnostics.info("the fleet answers again");
    }
    state = State.JOINED;
    notBefore.clear();
    FleetView seen = view;
    if (seen != null) {
      seen.rejoin();
    }
  }

  /** Returns the time until there is something to do without an event or an answer. */
  long nanosUntilLook(Incidents incidents, long now) {
    if (store == null) {
      return Long.MAX_VALUE;
    }
    boolean waiting =
        presence != null
            || adding != null
            || draining != null
            || asking != null
            || releasing != null;
    long next = waiting ? PATIENCE : Long.MAX_VALUE;
    if (presence == null) {
      next = Math.min(next, Math.max(0, presenceAt - now));
    }
    if (state == State.JOINING) {
      next = Math.min(next, Math.max(0, joinsUntil - now));
    }
    return mayAdd() ? Math.min(next, incidents.nanosUntilAdd(now)) : next;
  }

  /**
   * Returns the time until a turn may be taken or asked for, {@link Long#MAX_VALUE} while an answer
   * is awaited.
   */
  long nanosUntilTurn(Permit permit, long now) {
    if (store == null || state == State.LOST || grantedAt != null) {
      return 0;
    }
    boolean waiting = asking != null || releasing != null || !undrained.isEmpty();
    if (state == State.JOINING || waiting) {
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
   * @return whether a message may be posted now
   */
  boolean takeTurn(Permit permit, FleetBatch batch, boolean unconditional, long now) {
    FleetStore fleet = store;
    if (fleet == null || state == State.LOST) {
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
    asking = request(fleet.claim(ask(permit, unconditional), batch.counts), batch, now);
    return false;
  }

  private FleetRequest ask(Permit permit, boolean unconditional) {
    BudgetLimits limits = setup.limits;
    return new FleetRequest(
        Math.min(permit.needed, limits.burst()),
        unconditional,
        limits.messagesPerMinute(),
        limits.burst(),
        TimeUnit.NANOSECONDS.toMillis(limits.spacingNanos()));
  }

  /**
   * Notes which of the problems claimed are in the message. New problems that are not are given
   * back: a sender that knows more of them may list them together.
   */
  void composed(long now) {
    FleetStore fleet = store;
    if (fleet != null && state == State.JOINED && !claimed.counts.isEmpty()) {
      List<String> rest = claimed.giveBackNew();
      if (!rest.isEmpty()) {
        releasing = request(fleet.release(rest).thenApply(done -> true), FleetBatch.EMPTY, now);
      }
    }
    claimed = FleetBatch.EMPTY;
  }

  /** Notes that a notice was delivered, so that the fleet settles its problems. */
  void delivered(NewsSource source, Notice notice, long now) {
    FleetBatch batch = store == null ? FleetBatch.EMPTY : source.shared(notice, now);
    if (!batch.counts.isEmpty()) {
      if (undrained.size() == MOST_UNDRAINED) {
        undrained.removeFirst();
      }
      undrained.addLast(batch);
    }
  }

  /** Gives the problems of a notice back, because it was definitely not posted. */
  void refused(NewsSource source, Notice notice, long now) {
    FleetStore fleet = store;
    if (fleet != null && state == State.JOINED) {
      List<String> problems = source.shared(notice, now).problems();
      if (!problems.isEmpty()) {
        CompletableFuture<Void> unused = fleet.release(problems);
      }
    }
  }

  /** Pauses all senders after a 429. */
  void throttled(long nanos) {
    FleetStore fleet = store;
    if (fleet != null && state == State.JOINED) {
      CompletableFuture<Void> unused = fleet.pause(TimeUnit.NANOSECONDS.toMillis(nanos), true);
    }
  }

  /**
   * Asks once more what the fleet knows, because this sender ends: what others have counted since
   * is reported by whoever is left.
   */
  void end(Incidents incidents, long now) {
    FleetStore fleet = store;
    if (fleet != null && !ended && mayAdd()) {
      ended = true;
      FleetBatch batch = incidents.known(now);
      if (!batch.counts.isEmpty()) {
        adding = request(fleet.add(batch.counts), batch, now);
      }
    }
  }

  /** Returns whether a sender that ends still has to hear from the fleet, or it from the sender. */
  boolean isEnding() {
    boolean settling = !ended || adding != null || !undrained.isEmpty();
    return store != null && state == State.JOINED && settling;
  }

  /** Returns whether others of the fleet can report what they know of this sender's events. */
  boolean hasOthers() {
    return store != null && state == State.JOINED && members > 1;
  }

  /** Leaves the fleet; whatever it does not know of is this sender's alone from now on. */
  void close(long now) {
    FleetView seen = view;
    if (seen != null) {
      seen.leave(now, 0);
    }
    FleetStore fleet = store;
    if (fleet != null) {
      fleet.close();
    }
    store = null;
    view = null;
    joins = false;
  }

  /** Returns how the fleet is doing, null without one. Callable from any thread. */
  @Nullable FleetStats stats() {
    return joins ? new FleetStats(state != State.LOST, members, claims, waits.get()) : null;
  }
}
