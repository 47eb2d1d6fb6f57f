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

  /** A standing for each problem of the request, in their order. */
  public final List<FleetStanding> standings;

  /**
   * Creates an answer.
   *
   * @param granted whether the sender may post
   * @param waitMillis how long to wait for a permit
   * @param standings a standing for each problem
   */
  public FleetTurn(boolean granted, long waitMillis, List<FleetStanding> standings) {
    this.granted = granted;
    this.waitMillis = waitMillis;
    this.standings = List.copyOf(standings);
  }
}
