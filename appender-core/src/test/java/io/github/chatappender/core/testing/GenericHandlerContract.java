/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.testing.StormKinds.Kind;
import io.github.chatappender.space.Arrival;
import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lets one generic handler log 5,000 errors a second, with a space's real budget: a new kind of
 * error among them must be posted in time, however rare it is.
 */
@Tag("slow")
@Timeout(60)
public abstract class GenericHandlerContract {

  private static final int THREADS = 4;
  private static final int EVENTS = 20_000;
  private static final long NANOS_PER_EVENT = 1_000_000_000 / 5_000;
  private static final int RARE = 4;
  private static final int WARM_UPS = 2_000;

  /**
   * The positions of the rare kind: its notice is due after a whole block has taken the next
   * permit, and has to wait for another.
   */
  private static final List<Integer> RARE_AT = List.of(6_000, 16_000);

  private static final Duration TOLD_WITHIN = Duration.ofSeconds(3);

  private final AtomicLongArray firstNanos = new AtomicLongArray(RARE + 1);
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
  void problemsThatDifferInTheirClasses_areAllPostedWithinThreeSeconds() throws Exception {
    assertAllReportedInTime(StormKinds.differentClasses());
  }

  /** For hosts that see the frames of every exception. */
  protected final void assertKindsThatDifferInTheirFramesAreAllReportedWithinThreeSeconds()
      throws Exception {
    assertAllReportedInTime(StormKinds.differentFrames());
  }

  private void assertAllReportedInTime(List<Kind> kinds) throws InterruptedException {
    warmUp(kinds);
    try (LoggingHost host = start(Hosts.plain(space.webhookUrl()))) {
      long start = System.nanoTime();
      Threads.join(Threads.start(THREADS, thread -> storm(host, kinds, thread, start)));
      await().until(() -> kinds.stream().allMatch(this::isTold));

      for (int kind = 0; kind < kinds.size(); kind++) {
        assertThat(Duration.ofNanos(toldNanos(kinds.get(kind)) - firstNanos.get(kind)))
            .as("from the first event of %s to its notice", kinds.get(kind).sign)
            .isLessThan(TOLD_WITHIN);
      }
      host.flush();
      assertThat(host.stats().reported()).isEqualTo(EVENTS);
    }
    assertThat(ReportedCounts.by(space.messages()).counts().values())
        .containsExactlyInAnyOrder(4_998L, 5_000L, 5_000L, 5_000L, 2L);
    assertThat(space.arrivals()).allMatch(arrival -> arrival.status() == 200);
  }

  /** Loads the classes of a new JVM, about a thousand, before anything is measured. */
  private void warmUp(List<Kind> kinds) {
    try (ChatSpace other = ChatSpace.start();
        LoggingHost host = start(Hosts.quiet(other.webhookUrl()))) {
      for (int i = 0; i < WARM_UPS; i++) {
        Kind kind = kinds.get(i % kinds.size());
        host.error("com.acme.Worker", "Task failed", new RuntimeException(kind.made.get()));
        if (i % (WARM_UPS / 4) == 0) {
          host.flush();
        }
      }
      host.flush();
    }
  }

  private void storm(LoggingHost host, List<Kind> kinds, int thread, long start) {
    for (int i = thread; i < EVENTS; i += THREADS) {
      long due = start + i * NANOS_PER_EVENT;
      for (long left = 1; left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      int kind = RARE_AT.contains(i) ? RARE : i % RARE;
      Throwable thrown = new RuntimeException("task failed", kinds.get(kind).made.get());
      firstNanos.compareAndSet(kind, 0, System.nanoTime());
      host.error("com.acme.Worker", "Task failed", thrown);
    }
  }

  private boolean isTold(Kind kind) {
    return space.arrivals().stream().anyMatch(arrival -> names(arrival, kind));
  }

  private long toldNanos(Kind kind) {
    return space.arrivals().stream()
        .filter(arrival -> names(arrival, kind))
        .mapToLong(Arrival::nanos)
        .findFirst()
        .orElseThrow();
  }

  private static boolean names(Arrival arrival, Kind kind) {
    return arrival.status() == 200 && arrival.body().contains(kind.sign);
  }
}
