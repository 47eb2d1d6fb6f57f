/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the fleet's counts of a problem. Ages are in milliseconds. Immutable. */
public final class FleetStanding {

  /** Says who may post notices of a problem. */
  public enum Owner {
    /** No sender has claimed it, or its owner is dead. */
    NONE,
    /** The sender that asked. */
    THIS,
    /** Another sender that is alive. */
    OTHER
  }

  /** Who may post its notices. */
  public final Owner owner;

  /** How many events all senders have counted. */
  public final long counted;

  /** How many of them have been reported. */
  public final long reported;

  /** How many of the asking source's events have been reported. */
  public final long reportedOfSource;

  /** On how many hosts events were counted. */
  public final int hosts;

  /** The hosts with most events, at most three, the busiest first. */
  public final List<HostCount> busiest;

  /** The age of the first event. */
  public final long firstAge;

  /** The age of the last event. */
  public final long lastAge;

  /** The age of the last notice; {@link FleetCounts#NEVER} without one. */
  public final long noticeAge;

  /** The time from that notice to the next update. */
  public final long interval;

  /** The highest severity reported; {@link FleetCounts#NEVER} without a notice. */
  public final int reportedSeverity;

  /** What the notice reports; null unless the request has claimed the problem. */
  public final @Nullable FleetClaim claim;

  /**
   * Creates a standing.
   *
   * @param owner who may post its notices
   * @param counted how many events all have counted
   * @param reported how many of them were reported
   * @param reportedOfSource how many of the asking source's were reported
   * @param hosts on how many hosts
   * @param busiest the hosts with most events
   * @param firstAge the age of the first event
   * @param lastAge the age of the last event
   * @param noticeAge the age of the last notice
   * @param interval the time to the next update
   * @param reportedSeverity the highest severity reported
   * @param claim what the notice reports, or null
   */
  public FleetStanding(
      Owner owner,
      long counted,
      long reported,
      long reportedOfSource,
      int hosts,
      List<HostCount> busiest,
      long firstAge,
      long lastAge,
      long noticeAge,
      long interval,
      int reportedSeverity,
      @Nullable FleetClaim claim) {
    this.owner = owner;
    this.counted = counted;
    this.reported = reported;
    this.reportedOfSource = reportedOfSource;
    this.hosts = hosts;
    this.busiest = List.copyOf(busiest);
    this.firstAge = firstAge;
    this.lastAge = lastAge;
    this.noticeAge = noticeAge;
    this.interval = interval;
    this.reportedSeverity = reportedSeverity;
    this.claim = claim;
  }

  /** Holds how many events a host has counted. Immutable. */
  public static final class HostCount {

    /** The name of the host, as its sender gave it; hostile like any text from outside. */
    public final String host;

    /** How many events it has counted. */
    public final long counted;

    /**
     * Creates a count.
     *
     * @param host the name of the host
     * @param counted how many events it has counted
     */
    public HostCount(String host, long counted) {
      this.host = host;
      this.counted = counted;
    }
  }
}
