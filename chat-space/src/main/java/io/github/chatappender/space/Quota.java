/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.concurrent.TimeUnit;

/**
 * Limits requests to a steady rate with a burst. A token bucket in whole nanoseconds: it stores the
 * time at which it will be full again, so that no rounding errors accumulate. Thread-safe.
 */
final class Quota {
  private final long intervalNanos;
  private final long toleranceNanos;
  private boolean used;
  private long fullAtNanos;

  Quota(double requestsPerSecond, int burst) {
    intervalNanos = Math.max(1, Math.round(TimeUnit.SECONDS.toNanos(1) / requestsPerSecond));
    toleranceNanos = Math.multiplyExact(intervalNanos, burst - 1L);
  }

  /** Takes a permit if there is one; a refusal takes none. */
  synchronized boolean tryTake(long nowNanos) {
    long fullAt = used && fullAtNanos - nowNanos > 0 ? fullAtNanos : nowNanos;
    if (fullAt - nowNanos > toleranceNanos) {
      return false;
    }
    used = true;
    fullAtNanos = fullAt + intervalNanos;
    return true;
  }
}
