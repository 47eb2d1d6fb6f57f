/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import io.github.chatappender.core.model.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The messages and entries that senders have left behind. For the delivery thread. */
public final class Leftovers {

  /** A message that may or may not have been delivered, and the entries that it reports. */
  public static final class Unanswered {

    /** The message's file. */
    public final Path file;

    /** The message to post. */
    public final SpooledMessage message;

    /** The entries that the message reports and whose files still exist, possibly none. */
    public final List<Sample> entries;

    Unanswered(Path file, SpooledMessage message, List<Sample> entries) {
      this.file = file;
      this.message = message;
      this.entries = List.copyOf(entries);
    }
  }

  /** The messages without a known answer, to be posted first and unchanged. */
  public final List<Unanswered> messages = new ArrayList<>();

  /** The entries that are not part of a message yet, the oldest first. */
  public final List<Sample> entries = new ArrayList<>();

  boolean more;

  Leftovers() {}

  void sort() {
    entries.sort(Comparator.comparingLong(entry -> Objects.requireNonNull(entry.kept).sinceMillis));
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
    return entries.size() + messages.stream().mapToInt(message -> message.entries.size()).sum();
  }
}
