/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.core.model.DeliveryStats;
import io.github.chatappender.examples.space.ChatSpace;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A running subject, and a Chat space on loopback that takes what our appender posts.
 *
 * <p>At the end our appender has to have counted every call, and told every event: a benchmark of
 * events that were refused or lost fails.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets what setUp does not
public class Scene {

  private static final String ADDRESS = "benchmarks.webhookUrl";
  private static final Duration FLUSH = Duration.ofSeconds(10);

  /** What is measured. */
  @Param public Subject subject;

  private final Queue<Caller> callers = new ConcurrentLinkedQueue<>();
  private ChatSpace space;
  private Host host;

  /** Starts the subject. */
  @Setup(Level.Trial)
  public void setUp() {
    space = ChatSpace.start();
    System.setProperty(ADDRESS, space.webhookUrl());
    host = subject.open();
  }

  Host host() {
    return host;
  }

  /** Takes note of a thread that is going to log. */
  void join(Caller caller) {
    callers.add(caller);
  }

  /** Checks the accounts and stops the subject, after all threads have stopped. */
  @TearDown(Level.Trial)
  public void tearDown() {
    long calls = callers.stream().mapToLong(Caller::calls).sum();
    boolean told = host.flush(FLUSH);
    DeliveryStats stats = host.stats();
    host.close();
    space.close();
    if (subject.isOurs()) {
      check(told, calls, stats);
    }
  }

  private void check(boolean told, long calls, DeliveryStats stats) {
    int messages = space.messages().size();
    boolean allToldOnce =
        told && stats.accepted() == calls && stats.reported() == calls && stats.pending() == 0;
    if (!allToldOnce || messages == 0 || messages != stats.messages()) {
      throw new IllegalStateException(
          calls + " calls, " + messages + " messages in the space, " + stats);
    }
  }
}
