/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the incidents of a sender need to know of its fleet: how problems are named there, and
 * whether it answers. Used only by the delivery thread.
 */
public final class FleetView {

  /**
   * How long senders need to notice a loss and to repeat their counts: one interval each, and 2 s
   * for slow answers.
   */
  private static final long REPETITION = 2 * FleetShare.ADD_INTERVAL + TimeUnit.SECONDS.toNanos(2);

  private final UnaryOperator<String> problemIds;
  private long sources;

  /** Names the store's data; 0 if unknown. */
  private long epoch;

  private int losses;

  /** When the store is complete again; null if it is, as far as known. */
  private @Nullable Long completeAt;

  private boolean alone;
  private boolean others;
  private long aloneSince;
  private long jitter;

  /**
   * Creates a view of a fleet that answers.
   *
   * @param problemIds makes an id that is the same on all senders of the key of an incident
   */
  public FleetView(UnaryOperator<String> problemIds) {
    this.problemIds = problemIds;
  }

  /**
   * Notes that the fleet no longer answers, so that each sender posts its own first notices and
   * escalations; other news waits.
   *
   * @param jitterNanos how much later than usual, so that senders do not post at one moment
   */
  public void leave(long now, long jitterNanos) {
    alone = true;
    aloneSince = now;
    jitter = jitterNanos;
  }

  /** Notes that the fleet answers. */
  public void rejoin() {
    alone = false;
  }

  /**
   * Notes which data the store holds. If the number has changed, the store has lost its data: each
   * sender repeats its counts, and only urgent news is posted until all have.
   */
  public void noteEpoch(long number, long now) {
    if (epoch != 0 && number != epoch) {
      losses++;
      completeAt = now + REPETITION;
    }
    epoch = number;
  }

  /** Notes how many senders the fleet has, this one included. */
  public void noteMembers(int number) {
    others = number > 1;
  }

  /** Looks whether the store is complete again. */
  public void look(long now) {
    if (completeAt != null && now - completeAt >= 0) {
      completeAt = null;
    }
  }

  /** Returns how often the store has lost its data. */
  int losses() {
    return losses;
  }

  /** Returns whether other senders may have yet to repeat their counts after a loss. */
  boolean isIncomplete() {
    return completeAt != null;
  }

  boolean isAlone() {
    return alone;
  }

  /** Returns whether other senders are there to report what the fleet knows. */
  public boolean hasOthers() {
    return others && !alone;
  }

  /** Returns when a first notice is due that would be due at a tick if the fleet answered. */
  long dueAlone(long due) {
    long earliest = due - aloneSince > 0 ? due : aloneSince;
    return earliest + jitter;
  }

  String problemId(String key) {
    return problemIds.apply(key);
  }

  /** Returns a number that no other incident of this sender has. */
  String nextSource() {
    return Long.toString(sources++, Character.MAX_RADIX);
  }
}
