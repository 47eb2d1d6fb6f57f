/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that follows a {@link ManualTicker}, from noon of 2026-03-01. Because the renderer reads
 * a thread's day from it, it can also inject a defect there. A test may set it to another time
 * without affecting the ticker. For one thread.
 */
final class ManualClock extends Clock {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private static final String ASKED_WHILE_RENDERING = "ThreadKeys";

  private final ManualTicker ticker;
  private Instant start;
  private Runnable defect = () -> {};
  private int defects;

  ManualClock(ManualTicker ticker) {
    this(ticker, START);
  }

  ManualClock(ManualTicker ticker, Instant start) {
    this.ticker = ticker;
    this.start = start;
  }

  /** Sets the clock forward or back; it continues from there. */
  void jump(Duration by) {
    start = start.plus(by);
  }

  /** Throws from within the renderer, at the next messages with a thread. */
  void breakRendering(int times, Runnable thrower) {
    defects = times;
    defect = thrower;
  }

  @Override
  public Instant instant() {
    if (defects > 0 && isRendering()) {
      defects--;
      defect.run();
    }
    return at(ticker.elapsedNanos());
  }

  /** Returns the time after the given nanoseconds, by the clock's current setting. */
  Instant at(long nanos) {
    return start.plusNanos(nanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }

  private static boolean isRendering() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(f -> f.getClassName().endsWith(ASKED_WHILE_RENDERING)));
  }
}
