/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A running subject and its endpoint: a Chat space on loopback for our appender, a service for
 * others.
 *
 * <p>At the end our appender must have counted every call and reported every event: a benchmark of
 * repeats fails if any was refused or lost. If all events differ, some may be dropped by a full
 * queue.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields that setUp does not
public class Scene {

  static final String ADDRESS = "benchmarks.webhookUrl";
  static final String SERVICE = "benchmarks.serviceUrl";
  private static final Duration FLUSH = Duration.ofSeconds(30);
  private static final long REST_NANOS = 2_000_000;
  private static final int MOST_RESTS = 100;
  private static final long SETTLE_NANOS = 20_000_000;
  private static final int QUIET_RESTS = 10;

  /** The measured subject. */
  @Param public Subject subject;

  private final Queue<Caller> callers = new ConcurrentLinkedQueue<>();
  private BenchmarkParams run;
  private ChatSpace space;
  private @Nullable ServiceServer server;
  private Host host;
  private long callsBefore;
  private long keptBefore;

  /** Creates a scene, for JMH. */
  public Scene() {}

  /**
   * Starts the subject.
   *
   * @param params the benchmark to run
   */
  @Setup(Level.Trial)
  public void setUp(BenchmarkParams params) {
    run = params;
    space = ChatSpace.start();
    System.setProperty(ADDRESS, address(space));
    Service service = subject.service();
    server = service == null ? null : ServiceServer.start(service);
    System.setProperty(SERVICE, server == null ? "" : server.address());
    host = subject.open();
  }

  /** Returns our appender's webhook address. */
  String address(ChatSpace healthy) {
    return healthy.webhookUrl();
  }

  /** Returns whether our appender's posts arrive. */
  boolean isHealthy() {
    return true;
  }

  Host host() {
    return host;
  }

  /** Returns the gate at the destination of other appenders, null if there is none. */
  @Nullable Gate gate() {
    return server == null ? host.gate() : server.gate();
  }

  /** Returns how many events have arrived, as far as they are counted. */
  long arrived() {
    Gate gate = host.gate();
    return server != null ? server.events() : gate != null ? gate.passed() : 0;
  }

  /** Waits briefly, and until all logged events have arrived. */
  void rest() {
    for (int i = 0; i < MOST_RESTS; i++) {
      LockSupport.parkNanos(REST_NANOS);
      if (!subject.sendsAtOnce() || arrived() - keptBefore >= calls() - callsBefore) {
        return;
      }
    }
  }

  private long calls() {
    return callers.stream().mapToLong(Caller::calls).sum();
  }

  /** Registers a logging thread and numbers it. */
  synchronized void join(Caller caller) {
    caller.setNumber(callers.size());
    callers.add(caller);
  }

  /** Checks the accounts and stops the subject, after all threads have stopped. */
  @TearDown(Level.Trial)
  public void tearDown() {
    Gate gate = gate();
    if (gate != null) {
      gate.open();
    }
    boolean flushed = isHealthy() && host.flush(FLUSH);
    DeliveryStats stats = host.stats();
    host.close();
    settle();
    long calls = calls();
    long kept = subject.isOurs() ? kept(stats) : arrived();
    if (server != null) {
      server.close();
    }
    space.close();
    if (subject.isOurs()) {
      check(flushed, calls, stats);
    }
    if (subject.isCounted()) {
      KeptShares.note(run, subject, calls - callsBefore, kept - keptBefore);
    }
  }

  /** Restarts the count of arrived events, if it can be separated from earlier ones. */
  void startOver() {
    if (subject.sendsAtOnce() || subject.isOurs()) {
      settle();
      callsBefore = calls();
      keptBefore = subject.isOurs() ? kept(host.stats()) : arrived();
    }
  }

  private static long kept(DeliveryStats stats) {
    return stats.accepted() - stats.droppedTotal();
  }

  /** Waits until no more events arrive: not every appender waits for its answers. */
  private void settle() {
    long before = arrived();
    for (int quiet = 0; subject.sendsAtOnce() && quiet < QUIET_RESTS; quiet++) {
      LockSupport.parkNanos(SETTLE_NANOS);
      if (arrived() != before) {
        before = arrived();
        quiet = 0;
      }
    }
  }

  private void check(boolean flushed, long calls, DeliveryStats stats) {
    boolean right = stats.accepted() == calls && stats.pending() >= 0;
    if (isHealthy()) {
      boolean same = callers.stream().noneMatch(Caller::hasLoggedNews);
      long full = same ? 0 : stats.dropped(DropReason.QUEUE_FULL);
      int messages = space.messages().size();
      right &= flushed && stats.reported() + full == calls && stats.pending() == 0;
      // a flush continues with blocks after everything is reported
      right &= (messages > 0 || calls == 0) && messages >= stats.messages();
    }
    if (!right) {
      throw new IllegalStateException(
          calls + " calls, " + space.messages().size() + " messages in the space, " + stats);
    }
  }
}
