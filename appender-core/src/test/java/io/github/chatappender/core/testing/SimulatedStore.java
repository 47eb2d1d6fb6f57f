/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.fleet.FleetClaim;
import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetPresence;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.fleet.FleetTurn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A shared store in memory, on a clock of its own. It serves each request at once; {@link
 * SimulatedNetwork} puts a network before it. Thread-safe.
 */
public final class SimulatedStore {

  private static final long PROBLEM_TTL_MILLIS = 24 * 60 * 60 * 1_000L;
  private static final int MOST_MUTES = 200;

  private final LongSupplier clock;
  private final Map<String, Space> spaces = new HashMap<>();
  private long requests;

  /**
   * Creates an empty store.
   *
   * @param clock its own time, in milliseconds
   */
  public SimulatedStore(LongSupplier clock) {
    this.clock = clock;
  }

  /** Opens a client that is answered before its call returns. */
  public FleetStore open(FleetMember member) {
    return new Client(member);
  }

  /** Loses everything. */
  public synchronized void flush() {
    spaces.clear();
  }

  /** Makes a member count as dead until its next request. */
  public synchronized void expire(FleetMember member) {
    space(member).live.remove(member.id);
  }

  /** Makes the claim of a problem lapse, as if its owner had not named it for a while. */
  public synchronized void lapse(FleetMember owner, String problem) {
    SimulatedProblem known = space(owner).problems.get(problem);
    if (known != null && owner.id.equals(known.owner)) {
      known.ownedAt = clock.getAsLong() - FleetPresence.TTL_MILLIS;
    }
  }

  /** Returns the number of requests served. */
  public synchronized long requests() {
    return requests;
  }

  private Space space(FleetMember member) {
    return spaces.computeIfAbsent(member.space, name -> new Space(clock.getAsLong()));
  }

  /** One member's access. */
  private final class Client implements FleetStore {

    private final FleetMember member;

    Client(FleetMember member) {
      this.member = member;
    }

    @Override
    public CompletableFuture<FleetPresence> presence() {
      return serve(() -> mine().presence(member.id, clock.getAsLong()));
    }

    @Override
    public CompletableFuture<List<FleetStanding>> add(List<FleetCounts> counts) {
      return serve(() -> mine().add(member, counts, clock.getAsLong()));
    }

    @Override
    public CompletableFuture<FleetTurn> claim(FleetRequest request, List<FleetCounts> counts) {
      return serve(() -> mine().claim(member, request, counts, clock.getAsLong()));
    }

    @Override
    public CompletableFuture<Void> drain(List<FleetCounts> counts) {
      return change(() -> mine().drain(member.id, counts, clock.getAsLong()));
    }

    @Override
    public CompletableFuture<Void> release(List<String> problems) {
      return change(() -> mine().release(member.id, problems));
    }

    @Override
    public CompletableFuture<Void> pause(long millis, boolean givesBack) {
      return change(() -> mine().permits.pause(millis, givesBack, clock.getAsLong()));
    }

    @Override
    public CompletableFuture<Void> mute(Map<String, Long> millis) {
      return change(() -> mine().mute(millis, clock.getAsLong()));
    }

    @Override
    public void close() {
      synchronized (SimulatedStore.this) {
        mine().live.remove(member.id);
      }
    }

    private Space mine() {
      return space(member);
    }

    private CompletableFuture<Void> change(Runnable change) {
      return serve(
          () -> {
            change.run();
            return null;
          });
    }

    private <T> CompletableFuture<T> serve(Supplier<T> command) {
      synchronized (SimulatedStore.this) {
        requests++;
        mine().live.put(member.id, clock.getAsLong() + FleetPresence.TTL_MILLIS);
        return CompletableFuture.completedFuture(command.get());
      }
    }
  }

  /** The state of one space. */
  private static final class Space {

    final TreeMap<String, Long> live = new TreeMap<>();
    final Map<String, SimulatedProblem> problems = new HashMap<>();
    final TreeMap<String, Long> mutes = new TreeMap<>();
    final SimulatedPermits permits = new SimulatedPermits();
    final long epoch;

    Space(long epoch) {
      this.epoch = epoch;
    }

    FleetPresence presence(String id, long now) {
      live.values().removeIf(end -> end <= now);
      mutes.values().removeIf(end -> end <= now);
      Map<String, Long> left = new HashMap<>();
      mutes.entrySet().stream()
          .limit(MOST_MUTES)
          .forEach(mute -> left.put(mute.getKey(), mute.getValue() - now));
      return new FleetPresence(live.size(), live.headMap(id).size(), left, epoch);
    }

    List<FleetStanding> add(FleetMember member, List<FleetCounts> counts, long now) {
      List<FleetStanding> standings = new ArrayList<>(counts.size());
      for (FleetCounts each : counts) {
        standings.add(standing(merge(member, each, now), member, each, null, now));
      }
      return standings;
    }

    FleetTurn claim(FleetMember member, FleetRequest request, List<FleetCounts> counts, long now) {
      List<SimulatedProblem> claimable = new ArrayList<>();
      for (FleetCounts each : counts) {
        SimulatedProblem problem = merge(member, each, now);
        if (owner(problem, member.id, now) != FleetStanding.Owner.OTHER) {
          claimable.add(problem);
        }
      }
      boolean wanted = request.unconditional || !claimable.isEmpty();
      long wait = wanted ? permits.take(request, now) : 0;
      boolean granted = wanted && wait == 0;
      List<FleetStanding> standings = new ArrayList<>(counts.size());
      String message = counts.size() == 1 ? request.messageId : "";
      for (FleetCounts each : counts) {
        SimulatedProblem problem = merge(member, each, now);
        FleetClaim claim = null;
        if (granted && claimable.contains(problem)) {
          problem.claim(member.id, message, now);
          claim = problem.claimOf(member, each.source);
        }
        standings.add(standing(problem, member, each, claim, now));
      }
      return new FleetTurn(granted, wait, epoch, standings);
    }

    void drain(String id, List<FleetCounts> counts, long now) {
      permits.answered(now);
      for (FleetCounts each : counts) {
        SimulatedProblem problem = problems.get(each.problem);
        if (problem != null && id.equals(problem.owner)) {
          problem.touch(id, now);
          problem.drain(each, now);
        }
      }
    }

    void release(String id, List<String> released) {
      for (String each : released) {
        SimulatedProblem problem = problems.get(each);
        if (problem != null && id.equals(problem.owner)) {
          problem.owner = null;
        }
      }
    }

    void mute(Map<String, Long> millis, long now) {
      millis.forEach(
          (id, left) -> {
            if (left > 0) {
              mutes.put(id, now + left);
            } else {
              mutes.remove(id);
            }
          });
    }

    private SimulatedProblem merge(FleetMember member, FleetCounts counts, long now) {
      SimulatedProblem problem =
          problems.compute(
              counts.problem,
              (id, known) ->
                  known == null || now - known.usedAt >= PROBLEM_TTL_MILLIS
                      ? new SimulatedProblem()
                      : known);
      problem.touch(member.id, now);
      problem.merge(member, counts, now);
      return problem;
    }

    private FleetStanding standing(
        SimulatedProblem problem,
        FleetMember member,
        FleetCounts counts,
        @Nullable FleetClaim claim,
        long now) {
      return problem.standing(owner(problem, member.id, now), member, counts.source, claim, now);
    }

    private FleetStanding.Owner owner(SimulatedProblem problem, String id, long now) {
      if (problem.owner == null) {
        return FleetStanding.Owner.NONE;
      } else if (problem.owner.equals(id)) {
        return FleetStanding.Owner.THIS;
      }
      Long end = live.get(problem.owner);
      boolean lapsed = now - problem.ownedAt >= FleetPresence.TTL_MILLIS;
      return end == null || end <= now || lapsed
          ? FleetStanding.Owner.NONE
          : FleetStanding.Owner.OTHER;
    }
  }
}
