/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.model.Ticker;
import java.time.Duration;

/** A ticker that only a test moves. For one thread. */
final class ManualTicker implements Ticker {

  /** Two minutes before the ticks overflow, so that every longer test crosses the overflow. */
  private static final long ORIGIN = Long.MAX_VALUE - Duration.ofMinutes(2).toNanos();

  private long now = ORIGIN;
  private long nanosEachRead;

  @Override
  public long read() {
    now += nanosEachRead;
    return now;
  }

  /** Lets time pass on each reading, as it does while a step works. */
  void advanceEachRead(long nanos) {
    nanosEachRead = nanos;
  }

  void advance(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("time does not run backwards: " + nanos);
    }
    now += nanos;
  }

  /** Returns how much time has passed since the start. */
  long elapsedNanos() {
    return now - ORIGIN;
  }
}
