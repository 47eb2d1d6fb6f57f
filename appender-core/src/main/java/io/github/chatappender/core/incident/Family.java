/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.Severity;

/** The news that may share a digest; a thread with several belongs to the first of its families. */
enum Family {
  /** Never in a digest. */
  NONE,
  FATAL_FIRSTS,
  FIRSTS,
  UPDATES,
  QUIETS;

  static Family of(Part.Kind kind, Severity severity) {
    switch (kind) {
      case FIRST:
        return severity.isAtLeast(Severity.FATAL) ? FATAL_FIRSTS : FIRSTS;
      case UPDATE:
      case AGAIN:
        return UPDATES;
      case QUIET:
        return QUIETS;
      case ENTRY:
      case ESCALATION:
      case BLOCK:
        return NONE;
    }
    throw new AssertionError(kind);
  }

  /** Returns whether digests name all of them, ten at a time. */
  boolean areFirsts() {
    return this == FATAL_FIRSTS || this == FIRSTS;
  }
}
