/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Tally;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the news still to be posted, and says when it is due. Used only by the delivery thread;
 * times are ticks of one ticker.
 */
public interface Incidents extends NewsSource {

  /**
   * Creates an empty instance as {@code groupBy} requires.
   *
   * @param clock returns the day
   * @param mutes the problems to count only
   */
  static Incidents of(SenderConfig config, Clock clock, Mutes mutes) {
    return config.groups
        ? new GroupedIncidents(config, clock, mutes)
        : new UngroupedEntries(config, clock, mutes);
  }

  @Override
  default boolean keepsTrying() {
    return false;
  }

  /**
   * Returns how many entries wait here that count towards {@code queueCapacity}; 0 if incidents
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
   * @param known a more complete entry of the same event, used to find its problem but not kept
   * @param since the tick at which it came, from which its first notice is due
   */
  void add(Sample sample, LogEntry known, long since, long now);

  /**
   * Returns whether this takes samples with a tally, so that later counts are taken as well; if
   * not, every event has to come as a sample.
   */
  boolean takesTallies();

  /**
   * Releases a tally that counts no more.
   *
   * @param rest the tally's events that were not taken yet
   * @return false if the rest belongs to no known incident
   */
  boolean forget(Tally tally, long rest, long now);

  /**
   * Makes a tally count for the incident of another one.
   *
   * @return false if the other one is unknown
   */
  boolean join(Tally tally, Tally other);

  /** Returns whether every event is reported or in flight. */
  boolean isEmpty();

  /** Returns whether every event is reported or in flight, or belongs to a muted problem. */
  boolean isEmptyButForMuted();

  /** Returns the problem with an id, as messages show it, in any thread; null if it is unknown. */
  @Nullable Known known(String id);

  /** Returns whether a problem is going on or muted. */
  boolean hasOpen();

  /** Applies the mutes as of now. */
  void mute(long now);

  /**
   * Returns nanoseconds until something is due, 0 if it is due now, {@link Long#MAX_VALUE} if
   * nothing will be.
   */
  long nanosUntilDue(long now);

  /**
   * Returns nanoseconds until news is due that may take the budget's last permits, {@link
   * Long#MAX_VALUE} if none will be; other news leaves them to urgent news still to come.
   */
  long nanosUntilUrgent(long now);

  /**
   * Returns the most urgent notice that is due, null if none may be posted. Its parts stay here
   * until they are {@linkplain #taken taken}.
   *
   * @param lastPermits whether only the budget's last permits are left
   */
  @Nullable Notice next(long now, boolean lastPermits);

  /**
   * Returns one notice for everything pending, due or not, null if nothing is: the likely reason in
   * full, the rest in a list. The likely reason is the most severe problem; among equals, one with
   * an exception; among these, the latest.
   */
  @Nullable Notice everything(long now);

  /**
   * Returns the full block of the likeliest reason that only a list has named; null if there is
   * none.
   */
  @Nullable Notice owedBlock(long now);

  /** Returns whether there is a block to post for an incident that only a digest has named. */
  boolean owesBlock();

  /**
   * Applies new settings.
   *
   * @return the instance to use from now on: this one, or another that has taken over its entries
   */
  Incidents adopt(SenderConfig config, long now);

  /**
   * Describes the problems that are going on or muted, the latest first.
   *
   * @return a part for each; none if entries are not grouped
   */
  List<Part> open(long now);

  /** Shares the problems with a fleet from now on; null for none. */
  default void join(@Nullable FleetView fleet, long now) {}

  /** Returns how many problems this sender posts for its fleet. */
  default int claims() {
    return 0;
  }

  /** Returns the time until the fleet should learn of a problem's counts. */
  default long nanosUntilAdd(long now) {
    return Long.MAX_VALUE;
  }

  /** Returns the problems whose counts the fleet should learn now. */
  default FleetBatch toAdd(long now) {
    return FleetBatch.EMPTY;
  }

  /** Returns the problems that go on, or have events in no notice. */
  default FleetBatch known(long now) {
    return FleetBatch.EMPTY;
  }

  /**
   * Returns the problems with news for the next message, which need to be claimed.
   *
   * @param everything whether all news is due
   */
  default FleetBatch toClaim(boolean everything, long now) {
    return FleetBatch.EMPTY;
  }

  /**
   * Notes that the sender ends: it reports what the fleet's next answer says of others, no more.
   */
  default void end() {}

  /** Settles the events that others of the fleet report; returns how many. */
  default long handOver() {
    return 0;
  }

  /** Returns one digest of the news that another could not take over; null if there is none. */
  @Nullable Notice rest(long now);
}
