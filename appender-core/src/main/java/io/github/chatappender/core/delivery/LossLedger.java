/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.config.SenderConfig;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tracks losses that have not been posted yet, and when they are due on their own: {@code
 * firstWait} after the first of them, and then on the ladder of updates, which starts again after a
 * silence of twice {@code updateMax}. Used only by the delivery thread.
 */
final class LossLedger {

  /** Least time between two status lines of one kind about unreadable events. */
  private static final long LINE_INTERVAL = TimeUnit.HOURS.toNanos(1);

  private final Accounts accounts;
  private final Diagnostics diagnostics;
  private final Map<DropReason, Long> said = new EnumMap<>(DropReason.class);
  private volatile long saidTotal;
  private boolean waiting;
  private long dueAt;

  /** How many unreported losses are no longer posted alone, only with other news. */
  private long heldBack;

  private long seen;
  private long lastLossAt;
  private long updateInterval;
  private long updateMax;

  /** How long losses wait after a message of their own; 0 before the first of a ladder. */
  private long interval;

  private long postedAloneAt;
  private final HourlyCount unreadable = new HourlyCount();
  private final HourlyCount layoutFailures = new HourlyCount();

  LossLedger(Accounts accounts, Diagnostics diagnostics) {
    this.accounts = accounts;
    this.diagnostics = diagnostics;
  }

  /** Looks for new losses; they wait to join other news before they are posted alone. */
  void look(long now, SenderConfig config) {
    updateInterval = config.updateInterval.toNanos();
    updateMax = config.updateMax.toNanos();
    Map<DropReason, Long> unsaid = counts();
    long total = total(unsaid);
    noteNew(total + total(said), now);
    boolean some = total > heldBack;
    if (some && !waiting) {
      long together = now + config.firstWait.toNanos();
      long onLadder = postedAloneAt + interval;
      dueAt = interval > 0 && onLadder - together > 0 ? onLadder : together;
    }
    waiting = some;
    sayThatEventsCannotBeRead(now);
    sayThatTheLayoutFailed(now);
  }

  private void noteNew(long lost, long now) {
    if (lost > seen) {
      boolean silence = now - lastLossAt - 2 * updateMax >= 0;
      interval = silence ? 0 : interval;
      lastLossAt = now;
      seen = lost;
    }
  }

  private void sayThatEventsCannotBeRead(long now) {
    long more = unreadable.take(accounts.dropped(DropReason.CAPTURE_FAILED), now);
    if (more > 0) {
      String logger = accounts.busiestLogger(DropReason.CAPTURE_FAILED);
      diagnostics.warn(
          more
              + (more == 1 ? " event" : " events")
              + " could not be read and cannot be posted"
              + (logger == null ? "" : ", mostly from " + logger.replaceAll("\\p{Cntrl}", " "))
              + ": does getMessage or toString throw? This line comes at most once an hour");
    }
  }

  private void sayThatTheLayoutFailed(long now) {
    long more = layoutFailures.take(accounts.layoutFailures(), now);
    if (more > 0) {
      diagnostics.warn(
          "the layout failed for "
              + more
              + (more == 1 ? " event (" : " events (")
              + accounts.newestLayoutFailure()
              + (more == 1 ? "): its" : "): their")
              + " own text and stack trace are posted instead. Check this appender's layout. This"
              + " line comes at most once an hour");
    }
  }

  /** Returns whether any losses are unreported, held back or not. */
  boolean isUnsaid() {
    return !counts().isEmpty();
  }

  boolean isWaiting() {
    return waiting;
  }

  long nanosUntilDue(long now) {
    return waiting ? Math.max(0, dueAt - now) : Long.MAX_VALUE;
  }

  /** Returns the losses not posted yet, and the logger with most losses of the main reason. */
  Losses unsaid() {
    Map<DropReason, Long> unsaid = counts();
    String logger =
        unsaid.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(most -> accounts.busiestLogger(most.getKey()))
            .orElse(null);
    return new Losses(unsaid, logger);
  }

  private Map<DropReason, Long> counts() {
    Map<DropReason, Long> unsaid = new EnumMap<>(DropReason.class);
    accounts
        .dropped()
        .forEach(
            (reason, count) -> {
              long rest = count - said.getOrDefault(reason, 0L);
              if (rest > 0) {
                unsaid.put(reason, rest);
              }
            });
    return unsaid;
  }

  /**
   * Settles losses that were posted. Later ones wait again to join other news.
   *
   * @param alone whether the message had nothing else
   * @param postedAt the tick of the post
   */
  void settle(Losses losses, boolean alone, long postedAt) {
    if (losses.counts.isEmpty()) {
      return;
    }
    losses.counts.forEach((reason, count) -> said.merge(reason, count, Long::sum));
    saidTotal = total(said);
    Map<DropReason, Long> unsaid = counts();
    for (DropReason reason : losses.counts.keySet()) {
      if (!unsaid.containsKey(reason)) {
        accounts.forgetLoggers(reason);
      }
    }
    waiting = false;
    heldBack = 0;
    if (alone) {
      interval = interval == 0 ? updateInterval : Math.min(2 * interval, updateMax);
      postedAloneAt = postedAt;
    }
  }

  /** Returns how many losses were posted. Callable from any thread. */
  long saidTotal() {
    return saidTotal;
  }

  /**
   * Keeps losses for the next news after their own message was refused, so that it is not posted
   * over and over.
   */
  void holdBack(Losses losses) {
    heldBack = losses.total();
    waiting = false;
  }

  private static long total(Map<DropReason, Long> losses) {
    return losses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Tracks how much of a growing count was reported in status lines, at most one an hour. */
  private static final class HourlyCount {

    private long said;
    private boolean written;
    private long writtenAt;

    /** Returns the count to report now, 0 for none. */
    long take(long count, long now) {
      long more = count - said;
      boolean due = !written || now - writtenAt - LINE_INTERVAL >= 0;
      if (more <= 0 || !due) {
        return 0;
      }
      said = count;
      written = true;
      writtenAt = now;
      return more;
    }
  }
}
