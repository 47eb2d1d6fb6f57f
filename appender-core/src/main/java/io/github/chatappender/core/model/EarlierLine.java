/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import io.github.chatappender.core.api.Severity;

/** A line that was logged before an event, by the same trace or thread. Immutable. */
public final class EarlierLine {

  private static final int OWN_BYTES = 40;

  /** When it was logged: milliseconds since 1970-01-01T00:00Z. */
  public final long timeMillis;

  /** Its severity. */
  public final Severity severity;

  /** Its logger's name. */
  public final String logger;

  /** Its formatted message, shortened, possibly empty. */
  public final String text;

  /** Creates a line. */
  public EarlierLine(long timeMillis, Severity severity, String logger, String text) {
    this.timeMillis = timeMillis;
    this.severity = severity;
    this.logger = logger;
    this.text = text;
  }

  /** Returns the line with another text; this if it is equal. */
  public EarlierLine withText(String other) {
    return other.equals(text) ? this : new EarlierLine(timeMillis, severity, logger, other);
  }

  int estimatedBytes() {
    return OWN_BYTES + Character.BYTES * (text.length() + logger.length());
  }

  @Override
  public String toString() {
    return severity + " " + logger + ": " + text;
  }
}
