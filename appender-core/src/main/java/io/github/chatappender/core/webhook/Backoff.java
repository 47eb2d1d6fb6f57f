/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Computes pauses that double with each failure, with full jitter: a random share of the bound, so
 * that processes that failed together do not retry together.
 *
 * <p>Formula: {@code random(0, min(max, delay * 2^(failures-1)))}, as in Amazon's "Exponential
 * Backoff And Jitter". Thread-safe if the source of randomness is.
 */
public final class Backoff {

  private static final int MOST_DOUBLINGS = 30;

  private final long delayNanos;

  /** The bound of every pause. */
  public final long maxNanos;

  private final DoubleSupplier random;

  /**
   * Creates a backoff.
   *
   * @param delay bound of the first pause
   * @param max bound of every pause
   * @param random numbers from 0 to below 1
   */
  public Backoff(Duration delay, Duration max, DoubleSupplier random) {
    this.delayNanos = delay.toNanos();
    this.maxNanos = max.toNanos();
    this.random = random;
  }

  /**
   * Returns the pause after a failure.
   *
   * @param failures the number of consecutive failures, at least 1
   * @return nanoseconds from 1 to the bound
   */
  public long nanosAfter(int failures) {
    int doublings = Math.min(MOST_DOUBLINGS, failures - 1);
    long bound = (long) Math.min((double) maxNanos, delayNanos * Math.pow(2, doublings));
    return Math.max(1, (long) (bound * random.getAsDouble()));
  }
}
