/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Logs a million errors of twenty kinds, as fast as eight threads can: the space shows twenty
 * problems, within its budget, and in the end counts every event.
 */
@Tag("slow")
@Timeout(120)
public abstract class StormContract {

  private static final int THREADS = 8;
  private static final int EVENTS = 1_000_000;
  private static final int KINDS = 20;
  private static final List<Supplier<Throwable>> CLASSES = StormKinds.tenClasses();
  private static final Duration PER_PERMIT = Duration.ofSeconds(4);
  private static final int BURST = 5;

  private ChatSpace space;

  /** Opens a space that is as strict as the real one. */
  @BeforeEach
  void openSpace() {
    space = ChatSpace.builder().requestsPerSecond(1).start();
  }

  @AfterEach
  void closeSpace() {
    space.close();
  }

  /** Starts the framework with our appender and the given settings, by name. */
  protected abstract LoggingHost start(Map<String, String> settings);

  @Test
  void millionErrorsOfTwentyKinds_areTwentyProblemsWithEveryEventReported() throws Exception {
    long start = System.nanoTime();
    try (LoggingHost host = start(Hosts.plain(space.webhookUrl()))) {
      List<Thread> threads = Threads.start(THREADS, thread -> storm(host, thread));
      watch(host, threads);
      Threads.join(threads);
      host.flush();

      DeliveryStats stats = host.stats();
      assertThat(stats.accepted()).as(stats.toString()).isEqualTo(EVENTS);
      assertThat(stats.reported()).as(stats.toString()).isEqualTo(EVENTS);
      assertThat(stats.droppedTotal()).as(stats.toString()).isZero();
      assertThat(stats.pending()).as(stats.toString()).isZero();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    ReportedCounts counts = ReportedCounts.by(space.messages());
    assertThat(counts.events()).isEqualTo(EVENTS);
    assertThat(counts.counts()).hasSize(KINDS);
    assertThat(counts.counts().values()).containsOnly((long) EVENTS / KINDS);
    // a flush may overdraw by one
    assertThat((long) space.arrivals().size())
        .isBetween(1L, BURST + took.dividedBy(PER_PERMIT) + 1);
    assertThat(space.arrivals()).allMatch(arrival -> arrival.status() == 200);
  }

  private static void storm(LoggingHost host, int thread) {
    for (int i = thread; i < EVENTS; i += THREADS) {
      int kind = i / THREADS % KINDS;
      if (kind < CLASSES.size()) {
        host.error("com.acme.Worker", "Task failed", CLASSES.get(kind).get());
      } else {
        host.errorWith("com.acme.Orders", "Order {} failed in step " + (char) ('A' + kind), i);
      }
    }
  }

  /** Checks repeatedly during the storm that nothing is negative and no counter falls. */
  private static void watch(LoggingHost host, List<Thread> threads) throws InterruptedException {
    DeliveryStats before = host.stats();
    while (Threads.anyAlive(threads)) {
      DeliveryStats now = host.stats();
      assertThat(now.pending()).as(now.toString()).isNotNegative();
      assertThat(now.accepted()).isGreaterThanOrEqualTo(before.accepted());
      assertThat(now.reported()).isGreaterThanOrEqualTo(before.reported());
      assertThat(now.droppedTotal()).isGreaterThanOrEqualTo(before.droppedTotal());
      before = now;
      threads.get(0).join(10);
    }
  }
}
