/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.Severity;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows the mute of one problem: whether it is muted, and whether its thread says so. Used only
 * by the delivery thread.
 */
final class Muting {

  /** When the mute ends; null unless the problem is muted. */
  private @Nullable Instant until;

  /** When the mute began or ended. */
  private long changedAt;

  /** The severity when the mute began; a higher one is posted. */
  private Severity severityBefore = Severity.OFF;

  /** Whether the beginning of the mute is still to be posted, or its end. */
  private boolean news;

  /** Whether the thread says that the problem is muted, and not yet that this is over. */
  private boolean shown;

  /**
   * Begins, changes or ends the mute.
   *
   * @param end when the mute ends; null to end it now
   * @param severity the problem's severity
   * @param hasThread whether the problem has a thread, or soon will, in which people see the mute
   * @param beingShown whether a message under way says that the problem is muted
   */
  void change(
      @Nullable Instant end, Severity severity, boolean hasThread, boolean beingShown, long now) {
    if (Objects.equals(end, until)) {
      return;
    }
    if (until == null) {
      severityBefore = severity;
    }
    until = end;
    changedAt = now;
    news = end == null ? shown || beingShown : hasThread;
  }

  boolean isOn() {
    return until != null;
  }

  boolean hasNews() {
    return news;
  }

  long changedAt() {
    return changedAt;
  }

  /** Returns whether the severity is higher than when the mute began. */
  boolean isExceededBy(Severity severity) {
    return severity.compareTo(severityBefore) > 0;
  }

  /** Returns when the mute ends, in milliseconds since 1970-01-01T00:00Z; 0 unless muted. */
  long untilMillis() {
    return until == null ? 0 : until.toEpochMilli();
  }

  /** Notes that an escalation was posted, which also says that the problem is muted. */
  void escalationReported(long saidUntilMillis) {
    shown |= saidUntilMillis != 0;
  }

  /** Notes that the beginning was posted. */
  void beginningReported(long saidUntilMillis) {
    shown = true;
    news &= saidUntilMillis != untilMillis();
  }

  /** Notes that the end was posted. */
  void endReported() {
    shown = false;
    news &= isOn();
  }

  /** Notes that another sender posted a notice, which says what there was to say by then. */
  void noticedElsewhere(long noticeAt) {
    if (news && noticeAt - changedAt > 0) {
      news = false;
      shown = isOn();
    }
  }
}
