/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import java.util.concurrent.TimeUnit;

/**
 * Computes the pause after a 429. Usually another process has posted within the same second: after
 * a second and a short random time both get through, and the random time grows slowly with the
 * number of such processes. If nothing gets through for a minute, the service wants a longer pause.
 *
 * <p>Formula: {@code 1 s + random(0, min(8 s, 1.5^k s))} after k 429s in a row; from a minute after
 * the first of them the bound doubles with each, up to 60 s. Not thread-safe.
 */
final class ThrottlePauses {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long COLLISION_BOUND = 8 * SECOND;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private long firstAt;

  /** Bound of the latest random share; 0 without a 429 since the last delivery. */
  private long bound;

  /**
   * Counts a 429 and returns the pause after it.
   *
   * @param share a random number from 0 to below 1
   */
  long nanosAfter429(long now, double share) {
    if (bound == 0) {
      firstAt = now;
      bound = SECOND;
    }
    bound =
        now - firstAt < MINUTE
            ? Math.min(COLLISION_BOUND, bound + bound / 2)
            : Math.min(MINUTE, 2 * bound);
    return SECOND + (long) (bound * share);
  }

  void delivered() {
    bound = 0;
  }
}
