/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetStanding;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an incident knows of the same problem on other senders; without a fleet, nothing. Used
 * only by the delivery thread.
 */
interface Share {

  /** The share of an incident that no other sender knows of. */
  Share NONE = new Share() {};

  /** Returns whether the problem is shared with a fleet. */
  default boolean isShared() {
    return false;
  }

  /** Returns whether this sender may post news of a kind, if it gets a permit. */
  default boolean mayPost(Part.Kind kind) {
    return true;
  }

  /** Returns whether a notice may report the problem now, so that no other sender does as well. */
  default boolean isOwn() {
    return true;
  }

  /** Returns whether the fleet has named this sender as the one that posts. */
  default boolean isClaimed() {
    return false;
  }

  /** Returns whether another sender posts the problem's notices. */
  default boolean isElsewhere() {
    return false;
  }

  /** Gives up the claim; returns whether there was one. */
  default boolean giveBack() {
    return false;
  }

  /** Returns when news of a kind is due that would be due at a tick without the fleet. */
  default long dueAt(Part.Kind kind, long due) {
    return due;
  }

  /** Returns how many events of other senders are not reported, as far as known. */
  default long pendingElsewhere() {
    return 0;
  }

  /** Returns the number of hosts that have the problem. */
  default int hosts() {
    return 1;
  }

  /**
   * Returns the time until the fleet should learn of the counts again; never without need.
   *
   * @param active whether the problem goes on, so that its owner keeps the claim
   */
  default long nanosUntilAdd(EventCounts counts, boolean active, long now) {
    return Long.MAX_VALUE;
  }

  /**
   * Returns what the fleet should learn. While a notice is under way that no claim has set aside,
   * its events and later ones are kept from others, who would report them too.
   *
   * @param reported how many events were reported, in delivered notices
   * @param notices when the last notice was posted, and the next update is due; null without one
   */
  default FleetCounts counts(
      EventCounts counts, long reported, @Nullable UpdateLadder notices, int severity, long now) {
    throw new IllegalStateException("shared with nobody");
  }

  /** Notes that a request has named counts. */
  default void asked(FleetCounts named) {}

  /**
   * Takes what the fleet knows after a request.
   *
   * @return how many events other senders have counted since the last request
   */
  default long merge(FleetCounts asked, FleetStanding standing, long now) {
    return 0;
  }

  /** Adds to a part what other senders know; takes from it what the last claim did not include. */
  default void addTo(Part.Builder part, EventCounts counts) {}

  /** Notes that a notice is under way: the claim is used. */
  default void taken() {}

  /** Notes that a notice has reported events of other senders, before the fleet says so. */
  default void reported(Part part) {}

  /** Notes that the sender ends. */
  default void end() {}

  /**
   * Returns how many events must be reported before this sender may end: its own, and those of
   * others if nobody else is left, or if it posts their notices and knew of them when it began to
   * end. If another sender posts the problem, the fleet only has to know them.
   */
  default long unsettled(EventCounts counts) {
    return counts.pending();
  }

  /** Settles the events that others of the fleet report; returns how many. */
  default long handOver(EventCounts counts) {
    return 0;
  }
}
