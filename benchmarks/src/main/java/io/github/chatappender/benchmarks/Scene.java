/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.examples.space.ChatSpace;
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
 * A running subject, and what it posts to: a Chat space on loopback for our appender, a service for
 * others.
 *
 * <p>At the end our appender has to have counted every call, and told every event: a benchmark of
 * repeats that were refused or lost fails. Of events that are all different, the queue may have
 * been full for some.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets what setUp does not
public class Scene {

  static final String ADDRESS = "benchmarks.webhookUrl";
  static final String SERVICE = "benchmarks.serviceUrl";
  private static final Duration FLUSH = Duration.ofSeconds(30);
  private static final long REST_NANOS = 2_000_000;
  private static final int MOST_RESTS = 100;
  private static final long SETTLE_NANOS = 20_000_000;
  private static final int QUIET_RESTS = 10;

  /** What is measured. */
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
   * @param params which benchmark it is for
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

  /** Returns where our appender posts to. */
  String address(ChatSpace healthy) {
    return healthy.webhookUrl();
  }

  /** Tells whether what our appender posts arrives. */
  boolean isHealthy() {
    return true;
  }

  Host host() {
    return host;
  }

  /** Returns what holds the events of other appenders at the end of their way, if they have one. */
  @Nullable Gate gate() {
    return server == null ? host.gate() : server.gate();
  }

  /** Returns how many events have come to the end of their way, as far as somebody counts. */
  long arrived() {
    Gate gate = host.gate();
    return server != null ? server.events() : gate != null ? gate.passed() : 0;
  }

  /** Waits for a moment, and until what was logged has come to the end of its way. */
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

  /** Takes note of a thread that is going to log, and numbers it. */
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
    boolean told = isHealthy() && host.flush(FLUSH);
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
      check(told, calls, stats);
    }
    if (subject.isCounted()) {
      Kept.note(run, subject, calls - callsBefore, kept - keptBefore);
    }
  }

  /** Counts from here on what is kept, where that can be told from what came before. */
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

  /** Waits until nothing arrives any more: not every appender waits for its answers. */
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

  private void check(boolean told, long calls, DeliveryStats stats) {
    boolean right = stats.accepted() == calls && stats.pending() >= 0;
    if (isHealthy()) {
      boolean same = callers.stream().noneMatch(Caller::hasLoggedNews);
      long full = same ? 0 : stats.dropped(DropReason.QUEUE_FULL);
      int messages = space.messages().size();
      right &= told && stats.reported() + full == calls && stats.pending() == 0;
      // a flush goes on with blocks once all is reported
      right &= (messages > 0 || calls == 0) && messages >= stats.messages();
    }
    if (!right) {
      throw new IllegalStateException(
          calls + " calls, " + space.messages().size() + " messages in the space, " + stats);
    }
  }
}
