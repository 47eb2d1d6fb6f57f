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

/** The messages and entries that senders have left behind. For the delivery thread. */
public final class Leftovers {

  /** A message that may or may not have been delivered, and the entries that it reports. */
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

    /** Returns the message to post. */
    public SpooledMessage message() {
      return message;
    }

    /**
     * Returns the entries that the message reports and whose files still exist.
     *
     * @return entries, possibly none
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
   * Returns the messages without a known answer.
   *
   * @return messages, to be posted first and unchanged
   */
  public List<Unanswered> messages() {
    return Collections.unmodifiableList(messages);
  }

  /**
   * Returns the entries that are not part of a message yet.
   *
   * @return entries, the oldest first
   */
  public List<SpooledEntry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /**
   * Returns whether some files were not taken over for lack of room.
   *
   * @return true if adoption should be tried again once there is room
   */
  public boolean hasMore() {
    return more;
  }

  /**
   * Returns how many events were found.
   *
   * @return the number of entries, with or without a message
   */
  public int events() {
    return entries.size() + messages.stream().mapToInt(message -> message.entries().size()).sum();
  }
}
