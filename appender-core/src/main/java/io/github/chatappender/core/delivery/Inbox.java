/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.config.SenderConfig;
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

  private final SharedState shared;
  private final Redaction redaction;
  private final Clock clock;
  private Incidents incidents;
  private int capacity;

  Inbox(Incidents incidents, int capacity, SharedState shared, Redaction redaction, Clock clock) {
    this.incidents = incidents;
    this.capacity = capacity;
    this.shared = shared;
    this.redaction = redaction;
    this.clock = clock;
  }

  /**
   * Takes queued samples as far as there is room; those waiting behind the queue count towards the
   * capacity.
   */
  void drain(long now) {
    shared.queue.drain(this::hasRoom, (sample, since) -> take(sample, since, now));
    resize();
    if (shared.queue.isEmpty()) {
      shared.folding.sweep(incidents::join);
    }
    shared.folding.makeRoom(clock.millis(), (tally, rest) -> forget(tally, rest, now));
  }

  /** Shrinks the queue by the entries that wait behind it. */
  private void resize() {
    shared.queue.resize(Math.max(0, capacity - incidents.waitingEntries()));
  }

  /** Returns the incidents that samples go to; others after new settings. */
  Incidents incidents() {
    return incidents;
  }

  boolean isEmpty() {
    return shared.queue.isEmpty();
  }

  /** Returns whether another step can take something at once. */
  boolean hasMore() {
    return !shared.queue.isEmpty() && hasRoom();
  }

  private boolean hasRoom() {
    return incidents.waitingEntries() < capacity;
  }

  /** Takes new settings. Retires all statements, whose events may belong elsewhere now. */
  void adopt(SenderConfig config, long now) {
    shared.folding.retireAll((tally, rest) -> forget(tally, rest, now));
    incidents = incidents.adopt(config, now);
    capacity = config.queueCapacity;
    resize();
  }

  /** Refuses further events, and counts those that came too late. */
  void close(long now) {
    shared.folding.close((tally, rest) -> forget(tally, rest, now));
    shared.queue.close();
  }

  private void take(Sample sample, long since, long now) {
    @Nullable Tally tally = sample.tally;
    Sample taken = sample;
    if (tally != null && incidents.takesTallies()) {
      shared.folding.arrived(tally);
    } else if (tally != null) {
      // left over from before grouping was switched off
      taken = sample.counting(shared.folding.retire(tally));
    }
    try {
      if (taken.tally != null || taken.events > 0) {
        LogEntry known = redaction.builtIn(taken.entry);
        incidents.add(taken.with(redaction.all(taken.entry, known)), known, since, now);
      }
    } catch (RuntimeException | StackOverflowError e) {
      shared.accounts.drop(
          DropReason.INTERNAL_ERROR,
          tally == null || taken.tally == null ? taken.events : tally.take(),
          sample.entry.logger);
    }
  }

  private void forget(Tally tally, long rest, long now) {
    if (!incidents.forget(tally, rest, now)) {
      shared.accounts.drop(DropReason.CLOSED, rest);
    }
  }
}
