/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

/**
 * Describes how an appender shares its space with other JVMs, as set by {@code fleet}. Immutable.
 *
 * @see DeliveryStats#fleet()
 */
public final class FleetStats {

  private final boolean answering;
  private final int members;
  private final int claims;
  private final long permitsAwaited;

  /**
   * Creates statistics, for tests of code that reads them.
   *
   * @param answering whether the store answers
   * @param members how many appenders share the space, 1 or more
   * @param claims how many problems this one posts for all
   * @param permitsAwaited how often it had to wait for a permit
   */
  public FleetStats(boolean answering, int members, int claims, long permitsAwaited) {
    this.answering = answering;
    this.members = members;
    this.claims = claims;
    this.permitsAwaited = permitsAwaited;
  }

  /**
   * Returns whether the store answers. If not, this appender posts first notices and escalations by
   * itself, with its share of the budget, and other news waits.
   *
   * @return true if it does, or is not needed yet
   */
  public boolean isAnswering() {
    return answering;
  }

  /**
   * Returns how many appenders share the space, this one included, as last known.
   *
   * @return 1 or more; a guess of 4 before the store's first answer
   */
  public int members() {
    return members;
  }

  /**
   * Returns how many problems this appender posts for all.
   *
   * @return a count
   */
  public int claims() {
    return claims;
  }

  /**
   * Returns how often this appender had to wait for a permit.
   *
   * @return a count that never falls
   */
  public long permitsAwaited() {
    return permitsAwaited;
  }

  @Override
  public String toString() {
    return (answering ? "answering" : "not answering")
        + ", members="
        + members
        + ", claims="
        + claims
        + ", permitsAwaited="
        + permitsAwaited;
  }
}
