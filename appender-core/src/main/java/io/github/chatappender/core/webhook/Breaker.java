/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.util.concurrent.TimeUnit;

/**
 * Stops posts to a webhook that does not work (a circuit breaker): once open it lets one probe pass
 * every 10 minutes, until one is delivered. For one thread, except {@link #isOpen()} and {@link
 * #nanosUntilPass}.
 */
public final class Breaker {

  /** Time between two probes. */
  public static final long PROBE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private volatile boolean open;
  private volatile long probeAt;

  /** Creates a closed breaker. */
  public Breaker() {}

  /**
   * Opens the breaker, or restarts the wait for the next probe if it is open.
   *
   * @return true if it was closed before
   */
  public boolean open(long now) {
    boolean wasClosed = !open;
    probeAt = now + PROBE_NANOS;
    open = true;
    return wasClosed;
  }

  /**
   * Closes the breaker: the webhook works.
   *
   * @return true if it was open before
   */
  public boolean close() {
    boolean wasOpen = open;
    open = false;
    return wasOpen;
  }

  /**
   * Returns whether the breaker is open.
   *
   * @return true if only probes pass
   */
  public boolean isOpen() {
    return open;
  }

  /**
   * Returns how long until a post may pass.
   *
   * @return nanoseconds, 0 if the breaker is closed or a probe is due
   */
  public long nanosUntilPass(long now) {
    return open ? Math.max(0, probeAt - now) : 0;
  }
}
