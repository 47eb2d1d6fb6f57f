/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shows and controls an appender in a running application. Both appenders implement it, and the
 * MBean offers the same. Thread-safe. No method blocks a logging thread.
 */
public interface Operations {

  /**
   * Returns the statistics. Counts are read without waiting; for the open problems the call asks
   * the delivery thread and waits for at most a quarter of a second, then uses its last answer.
   *
   * @return a snapshot
   */
  DeliveryStats getDeliveryStats();

  /**
   * Posts all pending events now, as far as budget and service allow; those of muted problems stay
   * pending.
   *
   * @param timeout the longest time to wait
   * @return whether every event accepted before the call has been reported or dropped, or belongs
   *     to a muted problem
   */
  boolean flush(Duration timeout);

  /**
   * Explains why events are one problem. Waits for the delivery thread for at most a quarter of a
   * second.
   *
   * @param id the id that messages show, 8 hex digits
   * @return the explanation, null if this process knows no such problem
   * @throws IllegalArgumentException if the text is no id
   */
  @Nullable Explanation explain(String id);

  /**
   * Mutes a problem: its events are counted but not posted. A mute begins with a line in the
   * problem's thread, if it has one; an escalation is still posted; at the end a message has the
   * count. Critical events are never muted. The mute ends with the process, and replaces an earlier
   * one of the same id. The problem need not have occurred yet.
   *
   * @param id the id that messages show, 8 hex digits
   * @param duration from 1 minute to 7 days
   * @return when the mute ends
   * @throws IllegalArgumentException if the text is no id, or the duration is out of range
   * @throws IllegalStateException if the appender is idle or stopped, posts every event by itself
   *     ({@code groupBy=none}), or mutes 200 problems already
   */
  Instant mute(String id, Duration duration);

  /**
   * Ends a mute that {@link #mute} began. A line in {@code muteFile} goes on muting.
   *
   * @param id the id that messages show, 8 hex digits
   * @return whether there was such a mute
   * @throws IllegalArgumentException if the text is no id
   */
  boolean unmute(String id);
}
