/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

/**
 * Describes a permit that a sender asks for, and its limits. If senders have different limits, the
 * tightest used in the last ten minutes apply to all. Immutable.
 */
public final class FleetRequest {

  /**
   * How many permits have to be there before one is taken: 1 for any, 2 to leave one in reserve, 0
   * to overdraw by one.
   */
  public final int permits;

  /** Whether to post even if all problems of the request are other senders', or there are none. */
  public final boolean unconditional;

  /** How many permits are added in a minute, 1 to 6,000. */
  public final int messagesPerMinute;

  /** How many permits may be there at most, 1 to 60. */
  public final int burst;

  /** The least time between two permits, in milliseconds, 0 for none. */
  public final long spacingMillis;

  /** Identifies the message to the space if it is about a single problem; a new UUID. */
  public final String messageId;

  /**
   * Identifies the permit, 1 to 2^53: if the answer was lost, a request with the same number gets
   * the same permit. 0 for one that is never repeated.
   */
  public final long turn;

  /**
   * Creates a request.
   *
   * @param permits how many permits have to be there
   * @param unconditional whether to post without a problem
   * @param messagesPerMinute how many permits are added in a minute
   * @param burst how many permits may be there at most
   * @param spacingMillis the least time between two permits
   * @param messageId identifies the message
   * @param turn identifies the permit
   */
  public FleetRequest(
      int permits,
      boolean unconditional,
      int messagesPerMinute,
      int burst,
      long spacingMillis,
      String messageId,
      long turn) {
    this.permits = permits;
    this.unconditional = unconditional;
    this.messagesPerMinute = messagesPerMinute;
    this.burst = burst;
    this.spacingMillis = spacingMillis;
    this.messageId = messageId;
    this.turn = turn;
  }
}
