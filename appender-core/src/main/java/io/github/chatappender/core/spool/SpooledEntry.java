/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import io.github.chatappender.core.model.CriticalDetails;
import io.github.chatappender.core.model.LogEntry;

/** A critical entry that a sender has left behind. Immutable. */
public final class SpooledEntry {

  private final LogEntry entry;
  private final CriticalDetails kept;

  SpooledEntry(LogEntry entry, CriticalDetails kept) {
    this.entry = entry;
    this.kept = kept;
  }

  /** Returns the entry. */
  public LogEntry entry() {
    return entry;
  }

  /** Returns the entry's file and its problem. */
  public CriticalDetails kept() {
    return kept;
  }
}
