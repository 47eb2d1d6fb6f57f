/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.Severity;

/** The order in which notices go out; the last two leave the budget's last permits alone. */
enum Rank {
  FATAL,
  FIRST_ERROR,
  ESCALATION,
  UPDATE,
  QUIET;

  static Rank of(Part.Kind kind, Severity severity) {
    boolean fatal = severity.isAtLeast(Severity.FATAL);
    switch (kind) {
      case FIRST:
        Rank ordinary = severity.isAtLeast(Severity.ERROR) ? FIRST_ERROR : UPDATE;
        return fatal ? FATAL : ordinary;
      case ESCALATION:
        return fatal ? FATAL : ESCALATION;
      case QUIET:
        return QUIET;
      case ENTRY:
      case UPDATE:
      case AGAIN:
      case BLOCK:
        return UPDATE;
    }
    throw new AssertionError(kind);
  }

  boolean mayTakeLastPermits() {
    return compareTo(ESCALATION) <= 0;
  }
}
