/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

/** Limits how deep a post may reach into the bucket. */
public enum Permit {
  /** One below an empty bucket; for the first post of a final flush. */
  OVERDRAWN(0),
  /** The last permit. */
  LAST(1),
  /** One that leaves the reserve, which is a single permit unless the burst is one. */
  SPARE(2);

  /** How many permits have to be there before one is taken, if the bucket holds as many. */
  public final int needed;

  Permit(int needed) {
    this.needed = needed;
  }
}
