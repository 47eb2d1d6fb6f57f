/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.DropReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the accounting law: every accepted event ends exactly once, as reported or as dropped for
 * one reason. Thread-safe; counters only grow.
 *
 * <p>To see {@code accepted >= reported + dropped} at any time, read {@link #accepted()} last: an
 * event is accepted before it is settled.
 */
public final class Accounts {

  private final List<LongSupplier> acceptedElsewhere = new CopyOnWriteArrayList<>();
  private final LongAdder reported = new LongAdder();
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

  /** Events that are accepted by being dropped: one count for both, so that they cannot differ. */
  private final Map<DropReason, LongAdder> refused = new EnumMap<>(DropReason.class);

  private final DroppedLoggers loggers = new DroppedLoggers();
  private final AtomicLong layoutFailures = new AtomicLong();
  private volatile String newestLayoutFailure = "";

  /** Creates empty accounts. */
  public Accounts() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
      refused.put(reason, new LongAdder());
    }
  }

  /**
   * Adds events counted elsewhere to the accepted ones: in a queue, by statements, found at the
   * start.
   *
   * @param elsewhere returns how many were accepted, a count that only grows
   */
  public void alsoAccepted(LongSupplier elsewhere) {
    acceptedElsewhere.add(elsewhere);
  }

  /** Accepts and drops an event in one step; its logger may be unknown. */
  void refuse(DropReason reason, @Nullable String logger) {
    adder(refused, reason).increment();
    if (logger != null) {
      loggers.add(reason, logger, 1);
    }
  }

  /** Settles events as reported. */
  public void report(long count) {
    reported.add(count);
  }

  /** Settles events as dropped. */
  public void drop(DropReason reason, long count) {
    adder(dropped, reason).add(count);
  }

  /** Settles events of one logger as dropped. */
  public void drop(DropReason reason, long count, String logger) {
    drop(reason, count);
    if (count > 0) {
      loggers.add(reason, logger, count);
    }
  }

  /** Counts an event whose layout failed; its text and stack are kept, so nothing is lost. */
  void layoutFailed(Throwable why) {
    newestLayoutFailure = why.getClass().getName();
    layoutFailures.incrementAndGet();
  }

  /** Returns how often the layout failed, a count that only grows. */
  public long layoutFailures() {
    return layoutFailures.get();
  }

  /**
   * Returns the class name of the layout's latest exception.
   *
   * @return the name of a class, empty if it never failed
   */
  public String newestLayoutFailure() {
    return newestLayoutFailure;
  }

  /**
   * Returns the logger with most events dropped for a reason since {@link #forgetLoggers}.
   *
   * @return a name, null if none is known
   */
  public @Nullable String busiestLogger(DropReason reason) {
    return loggers.busiest(reason);
  }

  /** Restarts the search for the busiest logger of a reason. */
  public void forgetLoggers(DropReason reason) {
    loggers.forget(reason);
  }

  /** Returns how many events were accepted. */
  public long accepted() {
    return acceptedElsewhere.stream().mapToLong(LongSupplier::getAsLong).sum() + sum(refused);
  }

  /** Returns how many events were reported. */
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
      counts.put(reason, dropped(reason));
    }
    return counts;
  }

  /** Returns how many events are reported or dropped. */
  public long settled() {
    return reported.sum() + sum(dropped) + sum(refused);
  }

  /**
   * Returns how many events are pending or dropped.
   *
   * @return a count, rather too high than too low while events arrive
   */
  public long unreported() {
    long known = reported.sum();
    return accepted() - known;
  }

  /**
   * Returns how many events were not lost before the queue, including those still on their way to
   * it.
   */
  public long queued() {
    long lost = lostBeforeQueue();
    return accepted() - lost;
  }

  /**
   * Returns how many of the {@link #queued()} events are reported or dropped.
   *
   * @return a count, rather too low than too high while events are being lost
   */
  public long settledOfQueued() {
    long settled = settled();
    return settled - lostBeforeQueue();
  }

  private long lostBeforeQueue() {
    return dropped(DropReason.QUEUE_FULL)
        + dropped(DropReason.CAPTURE_FAILED)
        + dropped(DropReason.SPOOL_FULL);
  }

  /** Returns how many events were dropped for a reason. */
  public long dropped(DropReason reason) {
    return adder(dropped, reason).sum() + adder(refused, reason).sum();
  }

  private static long sum(Map<DropReason, LongAdder> counts) {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  private static LongAdder adder(Map<DropReason, LongAdder> counts, DropReason reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
