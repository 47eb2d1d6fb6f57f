/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.config.GroupBy;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Tally;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the news that is still to be posted, and knows when it is due. Used by the delivery thread
 * alone; times are ticks of one ticker.
 */
public interface Incidents extends NewsSource {

  /**
   * Begins with nothing to post, by {@code groupBy}.
   *
   * @param clock gives the day
   */
  static Incidents of(SenderConfig config, Clock clock) {
    return config.groupBy == GroupBy.NONE
        ? new UngroupedEntries(config, clock)
        : new GroupedIncidents(config, clock);
  }

  @Override
  default boolean keepsTrying() {
    return false;
  }

  /**
   * Takes back the parts of a message that is given up, where they have an incident to go back to.
   *
   * @return how many events are lost
   */
  long dissolved(Notice notice);

  /** Returns whether another entry can be taken; while it cannot, entries stay in the queue. */
  boolean hasRoom();

  /**
   * Returns how many entries wait here that count towards {@code queueCapacity}: 0 where incidents
   * keep counts instead.
   */
  int waitingEntries();

  /** Takes a sample that came at this tick, and the events of its tally. */
  default void add(Sample sample, long now) {
    add(sample, sample.entry, now, now);
  }

  /**
   * Takes a sample, and the events of its tally.
   *
   * @param sample the sample, whose whole entry may be kept
   * @param known says more of the same event: its problem is known by that, and it is not kept
   * @param since the tick at which it came, from which its first notice is due
   */
  void add(Sample sample, LogEntry known, long since, long now);

  /**
   * Returns whether samples with a tally are taken, so that what it counts later is taken as well;
   * if not, every event has to come as a sample.
   */
  boolean takesTallies();

  /**
   * Lets go of a tally that counts no more.
   *
   * @param rest what it had counted and nobody had taken
   * @return false if nobody here knows where the rest belongs
   */
  boolean forget(Tally tally, long rest, long now);

  /**
   * Lets a tally count for the incident that another one counts for.
   *
   * @return false if nobody here knows the other one
   */
  boolean join(Tally tally, Tally other);

  /** Returns whether every event is reported or in flight. */
  boolean isEmpty();

  /**
   * Returns nanoseconds until something is due, 0 if it is now, {@link Long#MAX_VALUE} if nothing
   * is going to be.
   */
  long nanosUntilDue(long now);

  /**
   * Returns nanoseconds until something is due that may take the budget's last permits, {@link
   * Long#MAX_VALUE} if nothing is going to be; all else leaves them to what may come.
   */
  long nanosUntilUrgent(long now);

  /**
   * Returns the most urgent notice that is due, null if there is none that may be posted. Its parts
   * stay here until they are {@linkplain #taken taken}.
   *
   * @param lastPermits whether only the budget's last permits are left
   */
  @Nullable Notice next(long now, boolean lastPermits);

  /**
   * Returns one notice for all that is pending, due or not, null if nothing is: the likely reason
   * in full, all else in a list. The likely reason is the most severe problem; of equals one with
   * an exception; of these the latest.
   */
  @Nullable Notice everything(long now);

  /** Returns whether {@link #owedBlock} has something to post. */
  boolean owesBlock();

  /** Returns the full block of the likeliest reason that only a list has named; null if none is. */
  @Nullable Notice owedBlock(long now);

  /**
   * Takes new settings.
   *
   * @return what goes on in its place: itself, or another that has taken over what waits here
   */
  Incidents adopt(SenderConfig config, long now);

  /** Returns one digest of what could not be taken over by another; null if nothing is left. */
  @Nullable Notice rest(long now);

  /** Returns a notice that reports losses only. */
  Notice lossOnly();
}
