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
 * A clock that goes as a {@link ManualTicker} does, from noon of 2026-03-01. As the renderer asks
 * it for the day of a thread, it is also the place to stage a defect there. A test may set it to
 * another time, which the ticker does not notice. For one thread.
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

  /** Sets the clock forward, or back, and lets it go on from there. */
  void jump(Duration by) {
    start = start.plus(by);
  }

  /** Throws from within the renderer, at the next messages that have a thread. */
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

  /** Returns the time so long after the beginning, had the clock always been set as it is now. */
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
