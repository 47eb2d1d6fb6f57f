/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.capture.Folding;
import io.github.chatappender.core.capture.SampleQueue;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Tally;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Moves samples from the queue, and counts of retired statements, to the incidents. Used only by
 * the delivery thread.
 */
final class Inbox {

  private final SampleQueue queue;
  private final Folding folding;
  private final Accounts accounts;
  private final Redaction redaction;
  private final Clock clock;

  Inbox(
      SampleQueue queue,
      Folding folding,
      Accounts accounts,
      Redaction redaction,
      Surroundings surroundings) {
    this.redaction = redaction;
    this.queue = queue;
    this.folding = folding;
    this.accounts = accounts;
    this.clock = surroundings.clock;
  }

  /**
   * Takes queued samples as far as there is room; those waiting behind the queue count towards the
   * capacity.
   */
  void drain(Incidents incidents, int capacity, long now) {
    queue.drain(incidents::hasRoom, (sample, since) -> take(sample, incidents, since, now));
    resize(incidents, capacity);
    if (queue.isEmpty()) {
      folding.sweep(incidents::join);
    }
    folding.makeRoom(clock.millis(), (tally, rest) -> forget(tally, rest, incidents, now));
  }

  /** Shrinks the queue by the entries that wait behind it. */
  void resize(Incidents incidents, int capacity) {
    queue.resize(Math.max(0, capacity - incidents.waitingEntries()));
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Returns whether another step can take something at once. */
  boolean hasMore(Incidents incidents) {
    return !queue.isEmpty() && incidents.hasRoom();
  }

  /** Retires all statements: new settings may put their events into other incidents. */
  void retireAll(Incidents incidents, long now) {
    folding.retireAll((tally, rest) -> forget(tally, rest, incidents, now));
  }

  /** Refuses further events, and counts those that came too late. */
  void close(Incidents incidents, long now) {
    folding.close((tally, rest) -> forget(tally, rest, incidents, now));
    queue.close();
  }

  private void take(Sample sample, Incidents incidents, long since, long now) {
    @Nullable Tally tally = sample.tally;
    Sample taken = sample;
    if (tally != null && incidents.takesTallies()) {
      folding.arrived(tally);
    } else if (tally != null) {
      // left over from before grouping was switched off
      taken = sample.counting(folding.retire(tally));
    }
    try {
      if (taken.tally != null || taken.events > 0) {
        LogEntry known = redaction.builtIn(taken.entry);
        incidents.add(taken.with(redaction.all(taken.entry, known)), known, since, now);
      }
    } catch (RuntimeException | StackOverflowError e) {
      accounts.drop(
          DropReason.INTERNAL_ERROR,
          tally == null || taken.tally == null ? taken.events : tally.take(),
          sample.entry.logger);
    }
  }

  private void forget(Tally tally, long rest, Incidents incidents, long now) {
    if (!incidents.forget(tally, rest, now)) {
      accounts.drop(DropReason.CLOSED, rest);
    }
  }
}
