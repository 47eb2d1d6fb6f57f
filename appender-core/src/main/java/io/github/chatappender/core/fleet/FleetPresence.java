/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

import java.util.Map;

/** Holds the live senders and the mutes of a space. Immutable. */
public final class FleetPresence {

  /** How long a sender without requests counts as alive, in milliseconds. */
  public static final long TTL_MILLIS = 15_000;

  /** How many senders are alive, this one included. */
  public final int members;

  /** The position of this sender among them, from 0. */
  public final int rank;

  /** The time left of each mute, in milliseconds, by the id that messages show; at most 200. */
  public final Map<String, Long> mutes;

  /**
   * Creates a presence.
   *
   * @param members how many senders are alive
   * @param rank the position of this one
   * @param mutes the time left of each mute, by id
   */
  public FleetPresence(int members, int rank, Map<String, Long> mutes) {
    this.members = members;
    this.rank = rank;
    this.mutes = Map.copyOf(mutes);
  }
}
