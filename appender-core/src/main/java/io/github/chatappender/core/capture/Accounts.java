/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Keeps the law of accounts: every accepted event ends as reported or as dropped for one reason,
 * once. Thread-safe; counters only grow.
 *
 * <p>To see {@code accepted >= reported + dropped} at any time, read {@link #accepted()} last: an
 * event is accepted before it is settled.
 */
public final class Accounts {

  private final LongAdder accepted = new LongAdder();
  private volatile LongSupplier folded = () -> 0;
  private final LongAdder reported = new LongAdder();
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

  /** Starts with nothing in any account. */
  public Accounts() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  /** Counts as accepted what is counted elsewhere. */
  void alsoAccepted(LongSupplier elsewhere) {
    folded = elsewhere;
  }

  void accept() {
    accepted.increment();
  }

  /**
   * Settles events as told.
   *
   * @param count how many
   */
  public void report(long count) {
    reported.add(count);
  }

  /**
   * Settles events as not told.
   *
   * @param reason why
   * @param count how many
   */
  public void drop(DropReason reason, long count) {
    adder(reason).add(count);
  }

  /**
   * Returns how many events were taken on.
   *
   * @return a count
   */
  public long accepted() {
    return accepted.sum() + folded.getAsLong();
  }

  /**
   * Returns how many events were told.
   *
   * @return a count
   */
  public long reported() {
    return reported.sum();
  }

  /**
   * Returns how many events were dropped, by reason.
   *
   * @return a copy with an entry for every reason
   */
  public Map<DropReason, Long> dropped() {
    Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      counts.put(reason, adder(reason).sum());
    }
    return counts;
  }

  /**
   * Returns how many events are told or dropped.
   *
   * @return a count
   */
  public long settled() {
    long sum = reported.sum();
    for (LongAdder reason : dropped.values()) {
      sum += reason.sum();
    }
    return sum;
  }

  /**
   * Returns how many events were not lost on their way into the queue, those still on it included.
   *
   * @return a count
   */
  public long queued() {
    long lost = lostBeforeQueue();
    return accepted() - lost;
  }

  /**
   * Returns how many of the {@link #queued()} events are told or dropped.
   *
   * @return a count, rather too low than too high while events are being lost
   */
  public long settledOfQueued() {
    long settled = settled();
    return settled - lostBeforeQueue();
  }

  private long lostBeforeQueue() {
    return adder(DropReason.QUEUE_FULL).sum() + adder(DropReason.CAPTURE_FAILED).sum();
  }

  private LongAdder adder(DropReason reason) {
    return Objects.requireNonNull(dropped.get(reason));
  }
}
