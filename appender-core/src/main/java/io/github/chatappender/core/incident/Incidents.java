/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is still to be told and says when it is due. Used by the delivery thread alone; times
 * are ticks of one ticker.
 */
public interface Incidents {

  /**
   * Tells whether another entry can be taken; while it cannot, entries stay in the queue.
   *
   * @return false if the bound is reached
   */
  boolean hasRoom();

  /**
   * Takes an entry.
   *
   * @param entry the entry
   * @param nowNanos the current tick
   */
  void add(LogEntry entry, long nowNanos);

  /**
   * Tells whether nothing is left to tell.
   *
   * @return true if nothing waits
   */
  boolean isEmpty();

  /**
   * Returns how long it takes until something is due.
   *
   * @param nowNanos the current tick
   * @return nanoseconds, 0 if something is due now, {@link Long#MAX_VALUE} if nothing waits
   */
  long nanosUntilDue(long nowNanos);

  /**
   * Returns the most urgent notice, due or not. It stays here until it is {@linkplain #taken
   * taken}.
   *
   * @return the notice, null if nothing waits
   */
  @Nullable Notice next();

  /**
   * Returns one notice for all that waits: as itself if it is one, else a digest.
   *
   * @return the notice, null if nothing waits
   */
  @Nullable Notice everything();

  /**
   * Hands the first entries of a notice over to a message.
   *
   * @param notice a notice of {@link #next} or {@link #everything} since which nothing was taken
   * @param count how many of its entries the message tells
   */
  void taken(Notice notice, int count);

  /**
   * Takes back the entries of a message that is given up.
   *
   * @param entries what the message would have told
   * @return how many of them are lost, since they are not to be told again
   */
  int dissolved(List<LogEntry> entries);

  /**
   * Returns a notice that tells losses only.
   *
   * @return a notice without entries
   */
  Notice lossOnly();
}
