/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Describes how a critical event is kept until it is delivered. Immutable. */
public final class CriticalDetails {

  /** The fingerprint of the event's problem: 16 hex digits, empty until it is known. */
  public final String fingerprint;

  /** Since when the event is kept: milliseconds since 1970-01-01T00:00Z. */
  public final long sinceMillis;

  /** The event's file, null if the event is kept only in memory. */
  public final @Nullable Path file;

  private final boolean leftBehind;

  /**
   * Describes how an event is kept.
   *
   * @param fingerprint the fingerprint of its problem, 16 hex digits; empty until it is known
   * @param sinceMillis since when, in milliseconds since 1970-01-01T00:00Z
   * @param file its file, null if it is kept only in memory
   * @param leftBehind whether a sender that has ended left it behind
   */
  public CriticalDetails(
      String fingerprint, long sinceMillis, @Nullable Path file, boolean leftBehind) {
    this.fingerprint = fingerprint;
    this.sinceMillis = sinceMillis;
    this.file = file;
    this.leftBehind = leftBehind;
  }

  /**
   * Returns whether the event was left behind by a sender that has ended.
   *
   * @return true if it happened before this sender's time
   */
  public boolean isLeftBehind() {
    return leftBehind;
  }
}
