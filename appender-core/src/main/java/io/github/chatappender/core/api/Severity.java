/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

/** Orders events by how bad they are; the levels of both hosts are mapped to these. */
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
  /** The application cannot go on. Logback has no such level. */
  FATAL,
  /** Above every event: as a threshold it refuses all of them. */
  OFF;

  /**
   * Tells whether an event of this severity passes a threshold.
   *
   * @param threshold the lowest severity that passes
   * @return true if this severity is at least the threshold
   */
  public boolean isAtLeast(Severity threshold) {
    return compareTo(threshold) >= 0;
  }
}
