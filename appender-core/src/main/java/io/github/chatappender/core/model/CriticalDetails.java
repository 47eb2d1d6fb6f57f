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

  /** Whether a sender that has ended left the event behind. */
  public final boolean leftBehind;

  public CriticalDetails(
      String fingerprint, long sinceMillis, @Nullable Path file, boolean leftBehind) {
    this.fingerprint = fingerprint;
    this.sinceMillis = sinceMillis;
    this.file = file;
    this.leftBehind = leftBehind;
  }
}
