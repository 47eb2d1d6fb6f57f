/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Diagnostics;
import java.util.concurrent.TimeUnit;

/**
 * Reports why no messages reach the space, but not each time. The first failure in a row is a
 * status line; an opening breaker, or a minute without a delivery, is shown to people at once.
 * While the trouble lasts, the first failure after 1 min, 2 min and so on, up to 1 h, repeats the
 * line; recovery is shown too. Used only by the delivery thread, except for {@link #isShown()},
 * {@link #isWaiting()} and {@link #cause()}.
 */
final class Trouble {

  static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long LONGEST_INTERVAL_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Diagnostics diagnostics;
  private volatile String cause = "";
  private volatile boolean shown;
  private long failures;

  /** When something became due without a delivery, or will be due; valid if {@link #waiting}. */
  private long waitingSince;

  private volatile boolean waiting;
  private long shownAt;
  private long interval;

  Trouble(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Notes a failed attempt. */
  void failed(String newCause, long now) {
    cause = newCause;
    failures++;
    if (shown) {
      repeat(now);
    } else if (failures == 1) {
      diagnostics.warn(newCause);
    }
  }

  /** Notes that the breaker opens, and shows it to people at once. */
  void broken(String newCause, long now) {
    cause = newCause;
    failures++;
    diagnostics.fault(newCause);
    show(now, PATIENCE_NANOS);
  }

  /**
   * Checks whether messages have been due for too long.
   *
   * @param nanosUntilDue the time until something is due, {@link Long#MAX_VALUE} for never
   * @param pause why nothing may be posted although nothing has failed; empty if posting is allowed
   */
  void look(long nanosUntilDue, String pause, long now) {
    if (failures == 0) {
      cause = pause;
    }
    if (nanosUntilDue == Long.MAX_VALUE) {
      waiting = false;
      return;
    }
    if (!waiting || waitingSince - now > 0) {
      waiting = true;
      waitingSince = now + nanosUntilDue;
    }
    if (nanosUntilShown(now) == 0) {
      alert(now);
      show(now, PATIENCE_NANOS);
    }
  }

  /** Returns the time until people see the trouble, {@link Long#MAX_VALUE} if there is none. */
  long nanosUntilShown(long now) {
    return waiting && !shown && !cause.isEmpty()
        ? Math.max(0, waitingSince + PATIENCE_NANOS - now)
        : Long.MAX_VALUE;
  }

  /** Notes that a message was delivered. */
  void over(String space) {
    if (failures > 0 || shown) {
      String line =
          "messages reach "
              + space
              + " again after "
              + failures
              + (failures == 1 ? " failure" : " failures");
      if (shown) {
        diagnostics.alert(line);
      } else {
        diagnostics.info(line);
      }
    }
    shown = false;
    failures = 0;
    cause = "";
    waiting = false;
  }

  /** Returns whether people were shown trouble that is not over. Callable from any thread. */
  boolean isShown() {
    return shown;
  }

  /** Returns whether something is due or will be. Callable from any thread. */
  boolean isWaiting() {
    return waiting;
  }

  /** Returns the last failure, empty if none since the last delivery. Callable from any thread. */
  String cause() {
    return cause;
  }

  private void repeat(long now) {
    if (now - shownAt >= interval) {
      alert(now);
      show(now, Math.min(LONGEST_INTERVAL_NANOS, 2 * interval));
    }
  }

  private void alert(long now) {
    String since =
        waiting && now - waitingSince > 0
            ? " for " + words(now - waitingSince) + " although messages are due"
            : "";
    diagnostics.alert("nothing was delivered" + since + "; " + cause);
  }

  private static String words(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }

  private void show(long now, long newInterval) {
    shown = true;
    shownAt = now;
    interval = newInterval;
  }
}
