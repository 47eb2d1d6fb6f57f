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

  /** Names the data that the store holds of the space: another number if it has lost them since. */
  public final long epoch;

  /**
   * Creates a presence.
   *
   * @param members how many senders are alive
   * @param rank the position of this one
   * @param mutes the time left of each mute, by id
   * @param epoch a number that changes when the store has lost its data
   */
  public FleetPresence(int members, int rank, Map<String, Long> mutes, long epoch) {
    this.members = members;
    this.rank = rank;
    this.epoch = epoch;
    this.mutes = Map.copyOf(mutes);
  }
}
