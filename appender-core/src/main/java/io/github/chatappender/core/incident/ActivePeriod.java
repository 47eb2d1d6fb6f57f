/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

/**
 * Follows a problem from an event until it was silent for {@code quietAfter}: how many events there
 * were, how fast they came, and which news of this time is still to be posted. Used by the delivery
 * thread alone.
 */
final class ActivePeriod {

  private static final long ESCALATION_EVENTS = 100;
  private static final double ESCALATION_FACTOR = 10;
  private static final long QUIET_NOTICE_EVENTS = 10;

  private enum State {
    ACTIVE,
    /** Over, and a quiet notice is to be posted. */
    END_PENDING,
    OVER
  }

  final long start;

  /** For how long there was no event before, in nanoseconds; 0 for the first period. */
  final long silence;

  private State state = State.ACTIVE;
  private boolean returnPending;
  private boolean escalationPending;
  private boolean updated;
  private long events;
  private double highestRate;

  private ActivePeriod(long start, long silence, boolean returnPending) {
    this.start = start;
    this.silence = silence;
    this.returnPending = returnPending;
  }

  static ActivePeriod first(long start) {
    return new ActivePeriod(start, 0, false);
  }

  /**
   * Begins another period.
   *
   * @param known whether the problem was posted before, so that its return is news
   */
  static ActivePeriod after(long silence, long start, boolean known) {
    return new ActivePeriod(start, silence, known);
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

  /** Returns whether so much happened that people should know that it has stopped. */
  boolean isWorthQuietNotice() {
    return updated || events >= QUIET_NOTICE_EVENTS;
  }

  void count(long more) {
    events += more;
  }

  /**
   * Finds an escalation.
   *
   * @param pending how many events came since the last notice
   * @param rate how many a second
   */
  void lookForEscalation(long pending, double rate) {
    escalationPending |=
        pending >= ESCALATION_EVENTS && highestRate > 0 && rate >= ESCALATION_FACTOR * highestRate;
  }

  void end(boolean withNotice) {
    state = withNotice ? State.END_PENDING : State.OVER;
    escalationPending = false;
  }

  /** Notes the rate that a notice has shown; one composed before this period is no measure. */
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
