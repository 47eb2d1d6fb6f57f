/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

/** Limits how deep a post may reach into the bucket. */
public enum Permit {
  /** One below an empty bucket; for the first post of a final flush. */
  OVERDRAWN,
  /** The last permit. */
  LAST,
  /** One that leaves the reserve, which is a single permit unless the burst is one. */
  SPARE
}
