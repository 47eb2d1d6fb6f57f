/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.GroupBy;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.Tally;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is still to be told and says when it is due. Used by the delivery thread alone; times
 * are ticks of one ticker.
 */
public interface Incidents extends NewsSource {

  /**
   * Begins with nothing to tell.
   *
   * @param config settings
   * @param clock tells the day
   * @return by {@code groupBy}
   */
  static Incidents of(SenderConfig config, Clock clock) {
    return config.groupBy() == GroupBy.NONE
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
   * @param untold what the message would have told
   * @return how many events are lost all the same
   */
  long dissolved(Notice untold);

  /**
   * Tells whether another entry can be taken; while it cannot, entries stay in the queue.
   *
   * @return false if the bound is reached
   */
  boolean hasRoom();

  /**
   * Returns how many entries wait here that count towards {@code queueCapacity}.
   *
   * @return a count, 0 where incidents keep counts instead
   */
  int waitingEntries();

  /**
   * Takes a sample, and whatever its tally has counted.
   *
   * @param sample the sample, of whose entry all may be kept
   * @param now the current tick
   */
  default void add(Sample sample, long now) {
    add(sample, sample.entry(), now, now);
  }

  /**
   * Takes a sample, and whatever its tally has counted.
   *
   * @param sample the sample, of whose entry all may be kept
   * @param known says more of the same event: its problem is known by that, and it is not kept
   * @param since the tick at which it came, from which its first notice is due
   * @param now the current tick
   */
  void add(Sample sample, LogEntry known, long since, long now);

  /**
   * Tells whether samples with a tally are taken, so that what it counts later is taken as well.
   *
   * @return false if every event comes as a sample
   */
  boolean takesTallies();

  /**
   * Lets go of a tally that counts no more.
   *
   * @param tally the tally
   * @param rest what it had counted and nobody had taken
   * @param now the current tick
   * @return false if nobody here knows where the rest belongs
   */
  boolean forget(Tally tally, long rest, long now);

  /**
   * Tells whether every event is told or on its way.
   *
   * @return true if nothing waits
   */
  boolean isEmpty();

  /**
   * Returns how long it takes until something is due.
   *
   * @param now the current tick
   * @return nanoseconds, 0 if something is due now, {@link Long#MAX_VALUE} if nothing is going to
   *     be
   */
  long nanosUntilDue(long now);

  /**
   * Returns how long it takes until something is due that may take the budget's last permits; all
   * else has to leave them to what may come.
   *
   * @param now the current tick
   * @return nanoseconds, 0 if something is due now, {@link Long#MAX_VALUE} if nothing is going to
   *     be
   */
  long nanosUntilUrgent(long now);

  /**
   * Returns the most urgent notice that is due. Its parts stay here until they are {@linkplain
   * #taken taken}.
   *
   * @param now the current tick
   * @param lastPermits whether only the budget's last permits are left
   * @return the notice, null if there is none that may be posted
   */
  @Nullable Notice next(long now, boolean lastPermits);

  /**
   * Returns one notice for all that is pending, due or not: the likely reason in full, all else in
   * a list. The likely reason is the most severe problem; of equals one with an exception; of these
   * the latest.
   *
   * @param now the current tick
   * @return the notice, null if everything is told or on its way
   */
  @Nullable Notice everything(long now);

  /**
   * Returns whether something has been named by a list only.
   *
   * @return true if {@link #owedBlock} has something to post
   */
  boolean owesBlock();

  /**
   * Returns the full block of the likeliest reason that only a list has named.
   *
   * @param now the current tick
   * @return the notice, null if there is none
   */
  @Nullable Notice owedBlock(long now);

  /**
   * Takes new settings.
   *
   * @param config settings
   * @param now the current tick
   * @return what goes on in its place: itself, or another that has taken over what waits here
   */
  Incidents adopt(SenderConfig config, long now);

  /**
   * Returns what could not be taken over by another.
   *
   * @param now the current tick
   * @return one digest, null if nothing is left here
   */
  @Nullable Notice rest(long now);

  /**
   * Returns a notice that tells losses only.
   *
   * @return a notice without parts
   */
  Notice lossOnly();
}
