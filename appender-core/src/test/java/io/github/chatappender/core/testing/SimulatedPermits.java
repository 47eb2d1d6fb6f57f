/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.fleet.FleetRequest;
import java.util.ArrayList;
import java.util.List;

/** The permits of a space in a {@link SimulatedStore}. The caller locks. Times are its own. */
final class SimulatedPermits {

  private static final long LIMITS_TTL_MILLIS = 10 * 60 * 1_000L;

  /** A permit's price in units of credit; a millisecond adds one for each permit a minute. */
  private static final long PERMIT = 60_000;

  private static final long SERVICE_SECOND_MILLIS = 1_000;

  private final List<Limits> used = new ArrayList<>();
  private int messagesPerMinute;
  private int burst;
  private long spacing;
  private boolean started;
  private long turn;
  private long credit;
  private long creditedAt;
  private long notBefore = Long.MIN_VALUE / 2;

  /** What {@link #notBefore} was after the last permit was taken. */
  private long notBeforeOfTurn;

  /** Takes a permit and returns 0, or returns the milliseconds until there is one. */
  long take(FleetRequest request, long now) {
    if (request.turn > 0 && request.turn == turn) {
      if (notBefore == notBeforeOfTurn) {
        delay(now + request.spacingMillis);
        notBeforeOfTurn = notBefore;
        return 0;
      }
      giveBack(now); // a pause has begun since, which this turn has to wait for
      turn = 0;
    }
    limit(request, now);
    if (!started) {
      started = true;
      credit = burst * PERMIT;
      creditedAt = now;
    }
    accrue(now);
    long missing = Math.min(request.permits, burst) * PERMIT - credit;
    long refill = (missing + messagesPerMinute - 1) / messagesPerMinute;
    long wait = Math.max(0, Math.max(refill, notBefore - now));
    if (wait == 0) {
      credit -= PERMIT;
      turn = request.turn;
      delay(now + spacing);
      notBeforeOfTurn = notBefore;
    }
    return wait;
  }

  /** A post has ended; the service may have counted it as late as now. */
  void answered(long now) {
    if (spacing > 0) {
      delay(now + SERVICE_SECOND_MILLIS);
    }
  }

  void pause(long millis, boolean givesBack, long now) {
    delay(now + millis);
    if (givesBack && started) {
      giveBack(now);
    }
  }

  private void giveBack(long now) {
    accrue(now);
    credit = Math.min(burst * PERMIT, credit + PERMIT);
  }

  private void limit(FleetRequest request, long now) {
    used.removeIf(limits -> limits.isLike(request) || now - limits.usedAt >= LIMITS_TTL_MILLIS);
    used.add(new Limits(request, now));
    accrue(now);
    messagesPerMinute = used.stream().mapToInt(l -> l.request.messagesPerMinute).min().orElse(0);
    burst = used.stream().mapToInt(l -> l.request.burst).min().orElse(0);
    spacing = used.stream().mapToLong(l -> l.request.spacingMillis).max().orElse(0);
  }

  private void accrue(long now) {
    credit = Math.min(burst * PERMIT, credit + (now - creditedAt) * messagesPerMinute);
    creditedAt = now;
  }

  private void delay(long until) {
    notBefore = Math.max(notBefore, until);
  }

  private static final class Limits {

    final FleetRequest request;
    final long usedAt;

    Limits(FleetRequest request, long usedAt) {
      this.request = request;
      this.usedAt = usedAt;
    }

    boolean isLike(FleetRequest other) {
      return request.messagesPerMinute == other.messagesPerMinute
          && request.burst == other.burst
          && request.spacingMillis == other.spacingMillis;
    }
  }
}
