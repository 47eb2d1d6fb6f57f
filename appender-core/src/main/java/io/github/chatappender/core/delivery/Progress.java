/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.capture.Accounts;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts attempts, retries, messages and failures. Written by the delivery thread, read by any. */
final class Progress {

  private final AtomicLong attempts = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong threadFailures = new AtomicLong();
  private final Clock clock;
  private final Accounts accounts;
  private volatile long lossesReported;
  private long lossesShown;
  private volatile @Nullable Instant lastSuccess;
  private volatile @Nullable Instant lastFailure;

  Progress(Clock clock, Accounts accounts) {
    this.clock = clock;
    this.accounts = accounts;
  }

  void started(boolean again) {
    attempts.incrementAndGet();
    if (again) {
      retries.incrementAndGet();
    }
  }

  void threadFailed() {
    threadFailures.incrementAndGet();
  }

  void delivered() {
    messages.incrementAndGet();
    lastSuccess = clock.instant();
  }

  void failed() {
    lastFailure = clock.instant();
  }

  /** Sets how many lost events messages have reported as lost. */
  void lossesReported(long total) {
    lossesReported = total;
  }

  /** Returns how many events are in no message and in no reported loss. */
  long unreported() {
    long losses = lossesReported; // read first: events are counted as lost before they are reported
    return accounts.unreported() - losses;
  }

  /**
   * Shows how many events an end leaves behind, except those that an earlier line named.
   *
   * @param when the end, as in "not posted when the JVM ended"
   * @param cause the reason no messages reach the space; empty if only time was short
   */
  synchronized void showLeft(long lost, String when, String cause, Diagnostics diagnostics) {
    long more = lost - lossesShown;
    if (more > 0) {
      lossesShown = lost;
      diagnostics.alert(
          more
              + (more == 1 ? " event was" : " events were")
              + " not posted "
              + when
              + (cause.isEmpty()
                  ? ": there was no time left; raise shutdownTimeout"
                  : ": " + cause));
    }
  }

  /**
   * Begins a snapshot with all counts; reads the accepted count last, so that no event seems
   * settled before it came.
   */
  DeliveryStats.Builder counts(DeliveryStats.State state) {
    Map<DropReason, Long> dropped = accounts.dropped();
    long reported = accounts.reported();
    return DeliveryStats.builder(state)
        .events(accounts.accepted(), reported)
        .dropped(dropped)
        .posts(attempts.get(), retries.get(), messages.get())
        .threadFailures(threadFailures.get())
        .lastPosts(lastSuccess, lastFailure);
  }
}
