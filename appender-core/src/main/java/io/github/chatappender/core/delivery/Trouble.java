/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Diagnostics;
import java.util.concurrent.TimeUnit;

/**
 * Reports what keeps messages from the space, but not each time. The first failure of a row is a
 * status line; an opening breaker, and a minute without a delivery, are shown to people at once.
 * While it lasts that is repeated with the first failure after 1 min, 2 min and so on, up to 1 h;
 * so is the end of it. Used by the delivery thread, but for {@link #isShown()} and {@link
 * #cause()}.
 */
final class Trouble {

  static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long LONGEST_INTERVAL_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Diagnostics diagnostics;
  private volatile String cause = "";
  private volatile boolean shown;
  private long failures;

  /** Since when something has been due without a delivery, or will be, if {@link #waiting}. */
  private long waitingSince;

  private boolean waiting;
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

  /** Notes that the breaker opens, which people see at once. */
  void broken(String newCause, long now) {
    cause = newCause;
    failures++;
    diagnostics.fault(newCause);
    show(now, PATIENCE_NANOS);
  }

  /**
   * Looks whether messages have been due for too long.
   *
   * @param nanosUntilDue how long it takes until something is due, {@link Long#MAX_VALUE} if
   *     nothing will be
   * @param pause why nothing may be posted although nothing has failed; empty if nothing forbids it
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

  /** Returns how long it takes until people see the trouble; there may be none. */
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
              + " again, after "
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

  /** Returns whether people were shown trouble that is not over; any thread may ask. */
  boolean isShown() {
    return shown;
  }

  /** Returns what went wrong last, empty if nothing has since the last delivery; for any thread. */
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
