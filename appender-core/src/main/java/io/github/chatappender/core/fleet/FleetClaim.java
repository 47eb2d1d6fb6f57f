/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

/**
 * Says what the notice of a claimed problem reports. A sender that takes a problem over from one
 * that died before its notice was settled takes over the claim, and posts the same. Immutable.
 */
public final class FleetClaim {

  /**
   * Identifies the message to the space if it is about this problem alone, so that it is not posted
   * twice; empty if the problem was claimed with others.
   */
  public final String messageId;

  /** How many events all senders will have reported with the notice. */
  public final long counted;

  /** How many of them are the asking source's. */
  public final long countedOfSource;

  /**
   * Creates a claim.
   *
   * @param messageId identifies the message, or is empty
   * @param counted how many events all will have reported
   * @param countedOfSource how many of them are the asking source's
   */
  public FleetClaim(String messageId, long counted, long countedOfSource) {
    this.messageId = messageId;
    this.counted = counted;
    this.countedOfSource = countedOfSource;
  }
}
