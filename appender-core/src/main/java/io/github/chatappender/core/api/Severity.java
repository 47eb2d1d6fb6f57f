/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

/** The severities of events, in ascending order. The levels of both hosts map to these. */
public enum Severity {
  /** Finer than debugging. */
  TRACE,
  /** For debugging. */
  DEBUG,
  /** Normal operation. */
  INFO,
  /** Unexpected, but handled. */
  WARN,
  /** Failed. */
  ERROR,
  /** The application cannot continue. Logback has no such level. */
  FATAL,
  /** Above every event: as a threshold it refuses all. */
  OFF;

  /**
   * Returns whether an event of this severity passes a threshold.
   *
   * @param threshold the lowest severity that passes
   * @return whether this severity is at least the threshold
   */
  public boolean isAtLeast(Severity threshold) {
    return compareTo(threshold) >= 0;
  }
}
