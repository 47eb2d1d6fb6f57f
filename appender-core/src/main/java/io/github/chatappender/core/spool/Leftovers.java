/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What senders have left behind. For the delivery thread. */
public final class Leftovers {

  /** A message that may have been delivered, or not, and the entries that it tells. */
  public static final class Unanswered {

    private final Path file;
    private final SpooledMessage message;
    private final List<SpooledEntry> entries;

    Unanswered(Path file, SpooledMessage message, List<SpooledEntry> entries) {
      this.file = file;
      this.message = message;
      this.entries = List.copyOf(entries);
    }

    /** Returns the message's file. */
    public Path file() {
      return file;
    }

    /**
     * Returns the message.
     *
     * @return what is to be posted
     */
    public SpooledMessage message() {
      return message;
    }

    /**
     * Returns the entries that it tells, those whose files are still there.
     *
     * @return entries, perhaps none
     */
    public List<SpooledEntry> entries() {
      return entries;
    }
  }

  final List<Unanswered> messages = new ArrayList<>();
  final List<SpooledEntry> entries = new ArrayList<>();
  boolean more;

  Leftovers() {}

  void sort() {
    entries.sort(Comparator.comparingLong(entry -> entry.kept().sinceMillis));
  }

  /**
   * Returns the messages whose answer nobody has seen.
   *
   * @return messages, to be posted first and as they are
   */
  public List<Unanswered> messages() {
    return Collections.unmodifiableList(messages);
  }

  /**
   * Returns the entries that no message tells yet.
   *
   * @return entries, the oldest first
   */
  public List<SpooledEntry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /**
   * Tells whether there is more than could be taken over.
   *
   * @return true if it is worth to look again once there is room
   */
  public boolean hasMore() {
    return more;
  }

  /**
   * Returns how many events were found.
   *
   * @return entries, told by a message or not
   */
  public int events() {
    return entries.size() + messages.stream().mapToInt(message -> message.entries().size()).sum();
  }
}
