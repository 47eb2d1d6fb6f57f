/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says of a critical event how it is kept until it is delivered. Immutable. */
public final class CriticalDetails {

  /** The fingerprint of the event's problem: 16 hex digits, empty until it is known. */
  public final String fingerprint;

  /** Since when the event is kept: milliseconds since 1970-01-01T00:00Z. */
  public final long sinceMillis;

  /** The event's file: the file, null if the event is kept in memory alone. */
  public final @Nullable Path file;

  private final boolean leftBehind;

  /**
   * Describes how an event is kept.
   *
   * @param fingerprint the fingerprint of its problem, 16 hex digits; empty until it is known
   * @param sinceMillis since when, in milliseconds since 1970-01-01T00:00Z
   * @param file its file, null if it is kept in memory alone
   * @param leftBehind whether another sender, which has ended, has kept it before
   */
  public CriticalDetails(
      String fingerprint, long sinceMillis, @Nullable Path file, boolean leftBehind) {
    this.fingerprint = fingerprint;
    this.sinceMillis = sinceMillis;
    this.file = file;
    this.leftBehind = leftBehind;
  }

  /**
   * Tells whether the event was left behind by a sender that has ended.
   *
   * @return true if it did not happen while this sender was running
   */
  public boolean isLeftBehind() {
    return leftBehind;
  }
}
