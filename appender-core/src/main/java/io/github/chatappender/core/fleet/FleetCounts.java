/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

/**
 * Holds one sender's counts of a problem. Numbers only grow while {@link #source} stays the same;
 * ages are in milliseconds before the request. Immutable.
 */
public final class FleetCounts {

  /** The age of something that has not happened. */
  public static final long NEVER = -1;

  /** The id of the problem, the same on all senders: at most 64 letters and digits. */
  public final String problem;

  /** Distinguishes this sender's counts from those it made before it forgot the problem. */
  public final String source;

  /** How many events this source has counted. */
  public final long counted;

  /** How many of them have been reported, as far as this sender knows. */
  public final long reported;

  /** The age of the first event. */
  public final long firstAge;

  /** The age of the last event. */
  public final long lastAge;

  /** The age of the last notice that this sender knows of; {@link #NEVER} without one. */
  public final long noticeAge;

  /** The time from that notice to the next update, in milliseconds. */
  public final long interval;

  /** The highest severity reported, from 0; {@link #NEVER} without a notice. */
  public final int reportedSeverity;

  /**
   * Creates counts.
   *
   * @param problem the id of the problem
   * @param source distinguishes these counts from earlier ones
   * @param counted how many events were counted
   * @param reported how many of them were reported
   * @param firstAge the age of the first event
   * @param lastAge the age of the last event
   * @param noticeAge the age of the last notice, or {@link #NEVER}
   * @param interval the time from the notice to the next update
   * @param reportedSeverity the highest severity reported, or {@link #NEVER}
   */
  public FleetCounts(
      String problem,
      String source,
      long counted,
      long reported,
      long firstAge,
      long lastAge,
      long noticeAge,
      long interval,
      int reportedSeverity) {
    this.problem = problem;
    this.source = source;
    this.counted = counted;
    this.reported = reported;
    this.firstAge = firstAge;
    this.lastAge = lastAge;
    this.noticeAge = noticeAge;
    this.interval = interval;
    this.reportedSeverity = reportedSeverity;
  }
}
