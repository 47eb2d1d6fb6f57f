/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import java.util.List;

/**
 * Follows a problem from an event until it has been silent for {@code quietAfter}: the number of
 * events, their rate, and the news of this period still to be posted. Used only by the delivery
 * thread.
 */
final class ActivePeriod {

  private static final long ESCALATION_EVENTS = 100;
  private static final double ESCALATION_FACTOR = 10;
  private static final long QUIET_NOTICE_EVENTS = 10;

  private enum State {
    ACTIVE,
    /** The period is over, and a quiet notice is due. */
    END_PENDING,
    OVER
  }

  final long start;

  /** The silence before the first event, in nanoseconds; 0 for the first period. */
  final long silence;

  private State state = State.ACTIVE;
  private boolean returnPending;
  private boolean escalationPending;
  private boolean updated;
  private final EventSpans spans;
  private long events;
  private double highestRate;

  /**
   * Starts a period.
   *
   * @param known whether the problem was posted before, so that its return is news
   */
  ActivePeriod(long start, long silence, boolean known) {
    this.start = start;
    this.silence = silence;
    this.returnPending = known;
    this.spans = new EventSpans(start);
  }

  boolean isOver() {
    return state != State.ACTIVE;
  }

  boolean isEndPending() {
    return state == State.END_PENDING;
  }

  boolean isReturnPending() {
    return returnPending;
  }

  boolean isEscalationPending() {
    return escalationPending;
  }

  /** Returns whether the period had enough events for people to need to know that it ended. */
  boolean isWorthQuietNotice() {
    return updated || events >= QUIET_NOTICE_EVENTS;
  }

  void count(long more, long at) {
    events += more;
    spans.add(more, at);
  }

  /** Returns the numbers of its events in the last spans of equal length, the oldest first. */
  List<Long> spans(long now) {
    return spans.until(now);
  }

  /**
   * Checks for an escalation.
   *
   * @param pending the number of events since the last notice
   * @param rate events per second
   */
  void lookForEscalation(long pending, double rate) {
    escalationPending |=
        pending >= ESCALATION_EVENTS && highestRate > 0 && rate >= ESCALATION_FACTOR * highestRate;
  }

  /** Gives up an escalation whose events others have reported meanwhile. */
  void reported(long pending) {
    escalationPending &= pending >= ESCALATION_EVENTS;
  }

  void end(boolean withNotice) {
    state = withNotice ? State.END_PENDING : State.OVER;
    escalationPending = false;
  }

  /** Records the rate shown in a notice; ignores a notice composed before this period. */
  void noteRate(double rate, long composedAt) {
    if (composedAt - start >= 0) {
      highestRate = Math.max(highestRate, rate);
    }
  }

  void updateReported() {
    updated = true;
  }

  void returnReported() {
    returnPending = false;
  }

  void escalationReported() {
    escalationPending = false;
    returnPending = false;
  }

  void endReported() {
    if (state == State.END_PENDING) {
      state = State.OVER;
    }
  }
}
