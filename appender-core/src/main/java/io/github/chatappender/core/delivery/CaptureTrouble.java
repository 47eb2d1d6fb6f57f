/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.capture.Accounts;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reports events that could not be read, and layouts that failed, in a status line of each kind an
 * hour at most. Used only by the delivery thread.
 */
final class CaptureTrouble {

  private static final long LINE_INTERVAL = TimeUnit.HOURS.toNanos(1);

  private final Accounts accounts;
  private final Diagnostics diagnostics;
  private final HourlyCount unreadable = new HourlyCount();
  private final HourlyCount layoutFailures = new HourlyCount();

  CaptureTrouble(Accounts accounts, Diagnostics diagnostics) {
    this.accounts = accounts;
    this.diagnostics = diagnostics;
  }

  /** Looks for new trouble. */
  void look(long now) {
    lookForUnreadableEvents(now);
    lookForLayoutFailures(now);
  }

  private void lookForUnreadableEvents(long now) {
    long more = unreadable.take(accounts.dropped(DropReason.CAPTURE_FAILED), now);
    if (more > 0) {
      String logger = accounts.busiestLogger(DropReason.CAPTURE_FAILED);
      diagnostics.warn(
          more
              + (more == 1 ? " event" : " events")
              + " could not be read and cannot be posted"
              + (logger == null ? "" : ", mostly from " + logger.replaceAll("\\p{Cntrl}", " "))
              + ": does getMessage or toString throw? This line appears at most once an hour");
    }
  }

  private void lookForLayoutFailures(long now) {
    long more = layoutFailures.take(accounts.layoutFailures(), now);
    if (more > 0) {
      diagnostics.warn(
          "the layout failed for "
              + more
              + (more == 1 ? " event (" : " events (")
              + accounts.newestLayoutFailure()
              + (more == 1 ? "): its" : "): their")
              + " own text and stack trace are posted instead. Check this appender's layout. This"
              + " line appears at most once an hour");
    }
  }

  /** Tracks how much of a growing count was reported in status lines, at most one an hour. */
  private static final class HourlyCount {

    private long said;
    private @Nullable Long writtenAt;

    /** Returns the count to report now, 0 for none. */
    long take(long count, long now) {
      long more = count - said;
      boolean due = writtenAt == null || now - writtenAt - LINE_INTERVAL >= 0;
      if (more <= 0 || !due) {
        return 0;
      }
      said = count;
      writtenAt = now;
      return more;
    }
  }
}
