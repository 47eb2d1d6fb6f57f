/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

import java.util.List;

/** Answers a request to post. Immutable. */
public final class FleetTurn {

  /** Whether the sender may post one message now. */
  public final boolean granted;

  /**
   * How long to wait for a permit, in milliseconds; 0 if granted, or if all problems are others'.
   */
  public final long waitMillis;

  /** Names the data that the store holds, as {@link FleetPresence#epoch} does. */
  public final long epoch;

  /** A standing for each problem of the request, in their order. */
  public final List<FleetStanding> standings;

  /**
   * Creates an answer.
   *
   * @param granted whether the sender may post
   * @param waitMillis how long to wait for a permit
   * @param epoch a number that changes when the store has lost its data
   * @param standings a standing for each problem
   */
  public FleetTurn(boolean granted, long waitMillis, long epoch, List<FleetStanding> standings) {
    this.granted = granted;
    this.waitMillis = waitMillis;
    this.epoch = epoch;
    this.standings = List.copyOf(standings);
  }
}
