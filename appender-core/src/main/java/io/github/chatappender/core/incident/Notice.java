/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what one message is to tell, and in which thread. Immutable. */
public final class Notice {

  /** The kinds of notices. */
  public enum Kind {
    /** Entries of one thread, each as itself. */
    ENTRIES,
    /** One list of many entries, whatever their thread; names what fits and counts the rest. */
    DIGEST,
    /** Nothing but the losses since the last message. */
    LOSS
  }

  private final Kind kind;
  private final @Nullable String thread;
  private final List<LogEntry> entries;

  Notice(Kind kind, @Nullable String thread, List<LogEntry> entries) {
    this.kind = kind;
    this.thread = thread;
    this.entries = List.copyOf(entries);
  }

  /**
   * Returns the kind.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns what tells the message's thread from the application's other threads.
   *
   * @return the value; empty for the application's own thread, null for no thread
   */
  public @Nullable String thread() {
    return thread;
  }

  /**
   * Returns the entries that wait for this message, more of them than may fit.
   *
   * @return entries, oldest first
   */
  public List<LogEntry> entries() {
    return entries;
  }

  /**
   * Returns a notice of the first entries only.
   *
   * @param count how many
   * @return a notice of the same kind and thread
   */
  public Notice first(int count) {
    return count == entries.size() ? this : new Notice(kind, thread, entries.subList(0, count));
  }
}
