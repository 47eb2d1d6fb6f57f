/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetPresence;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.fleet.FleetTurn;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Carries the requests of senders to a {@link SimulatedStore} and its answers back, in virtual
 * time: they arrive when a test calls {@link #deliver}. A request that is not answered in 200 ms
 * fails; the store may have served it, or still serve it. For one thread.
 */
public final class SimulatedNetwork {

  private static final long TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Decides what happens to each request. */
  public interface Faults {

    /** Returns how long a request or an answer is on its way. */
    long latencyNanos();

    /** Returns whether the next request does not arrive. */
    boolean losesRequest();

    /** Returns whether the next answer does not arrive. */
    boolean losesAnswer();

    /** Returns whether a request of a kind does not arrive: the name of a store's method. */
    default boolean losesRequest(String kind) {
      return losesRequest();
    }

    /** Returns whether the answer to a request of a kind does not arrive. */
    default boolean losesAnswer(String kind) {
      return losesAnswer();
    }

    /** Returns whether the store cannot be reached now. */
    boolean isDown();

    /** Returns whether the store refuses connections now. */
    default boolean isRefused() {
      return false;
    }

    /** Returns how long a new client takes before it uses the network. */
    default long loadingNanos() {
      return 0;
    }

    /** Returns faults of a network that has none: a millisecond each way. */
    static Faults none() {
      return new Faults() {

        @Override
        public long latencyNanos() {
          return TimeUnit.MILLISECONDS.toNanos(1);
        }

        @Override
        public boolean losesRequest() {
          return false;
        }

        @Override
        public boolean losesAnswer() {
          return false;
        }

        @Override
        public boolean isDown() {
          return false;
        }
      };
    }
  }

  private final SimulatedStore store;
  private final LongSupplier clock;
  private final Faults faults;
  private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>();
  private long numbers;

  /**
   * Creates a network.
   *
   * @param clock virtual time, in nanoseconds from 0
   */
  public SimulatedNetwork(SimulatedStore store, LongSupplier clock, Faults faults) {
    this.store = store;
    this.clock = clock;
    this.faults = faults;
  }

  /** Opens a client. */
  public FleetStore open(FleetMember member) {
    return new Client(store.open(member));
  }

  /** Returns the time until {@link #deliver} has something to do; never if nothing is under way. */
  public long nanosUntilNext() {
    Arrival next = arrivals.peek();
    return next == null ? Long.MAX_VALUE : Math.max(0, next.at - clock.getAsLong());
  }

  /** Delivers the requests that have arrived by now. */
  public void deliver() {
    while (nanosUntilNext() == 0) {
      arrivals.remove().action.run();
    }
  }

  private void after(long nanos, Runnable action) {
    arrivals.add(new Arrival(clock.getAsLong() + nanos, numbers++, action));
  }

  private <T> void send(
      String kind, CompletableFuture<T> answer, Supplier<CompletableFuture<T>> request) {
    if (faults.isRefused()) {
      answer.completeExceptionally(new ConnectException("refused"));
      return;
    }
    long there = faults.latencyNanos();
    long back = faults.latencyNanos();
    boolean lost = faults.isDown() || faults.losesRequest(kind);
    boolean answered = !lost && !faults.losesAnswer(kind) && there + back < TIMEOUT_NANOS;
    if (!lost) {
      after(
          there,
          () -> {
            if (faults.isDown()) {
              after(TIMEOUT_NANOS - Math.min(there, TIMEOUT_NANOS), () -> fail(answer));
              return;
            }
            T result = request.get().join();
            if (answered) {
              after(back, () -> answer.complete(result));
            }
          });
    }
    if (!answered) {
      after(TIMEOUT_NANOS, () -> fail(answer));
    }
  }

  private static void fail(CompletableFuture<?> answer) {
    answer.completeExceptionally(new TimeoutException());
  }

  /** Something that arrives. */
  private static final class Arrival implements Comparable<Arrival> {

    final long at;
    final long number;
    final Runnable action;

    Arrival(long at, long number, Runnable action) {
      this.at = at;
      this.number = number;
      this.action = action;
    }

    @Override
    public int compareTo(Arrival other) {
      return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }
  }

  /** One member's access over this network. */
  private final class Client implements FleetStore {

    private final FleetStore served;
    private final long loadedAt = clock.getAsLong() + faults.loadingNanos();

    Client(FleetStore served) {
      this.served = served;
    }

    private <T> CompletableFuture<T> send(String kind, Supplier<CompletableFuture<T>> request) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      long loading = loadedAt - clock.getAsLong();
      if (loading > 0) {
        after(loading, () -> SimulatedNetwork.this.send(kind, answer, request));
      } else {
        SimulatedNetwork.this.send(kind, answer, request);
      }
      return answer;
    }

    @Override
    public CompletableFuture<FleetPresence> presence() {
      return send("presence", served::presence);
    }

    @Override
    public CompletableFuture<List<FleetStanding>> add(List<FleetCounts> counts) {
      return send("add", () -> served.add(counts));
    }

    @Override
    public CompletableFuture<FleetTurn> claim(FleetRequest request, List<FleetCounts> counts) {
      return send("claim", () -> served.claim(request, counts));
    }

    @Override
    public CompletableFuture<Void> drain(List<FleetCounts> counts) {
      return send("drain", () -> served.drain(counts));
    }

    @Override
    public CompletableFuture<Void> release(List<String> problems) {
      return send("release", () -> served.release(problems));
    }

    @Override
    public CompletableFuture<Void> pause(long millis, boolean givesBack) {
      return send("pause", () -> served.pause(millis, givesBack));
    }

    @Override
    public CompletableFuture<Void> mute(Map<String, Long> millis) {
      return send("mute", () -> served.mute(millis));
    }

    @Override
    public void close() {
      CompletableFuture<Void> unused =
          send(
              "close",
              () -> {
                served.close();
                return CompletableFuture.completedFuture(null);
              });
    }
  }
}
