/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.config.SenderConfig;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tracks losses that have not been posted yet, and when they are due on their own: {@code
 * firstWait} after the first of them, and then on the ladder of updates, which starts again after a
 * silence of twice {@code updateMax}. Used only by the delivery thread.
 */
final class LossLedger {

  private final Accounts accounts;
  private final Progress progress;
  private final Map<DropReason, Long> said = new EnumMap<>(DropReason.class);
  private boolean waiting;
  private long dueAt;

  /** How many unreported losses are no longer posted alone, only with other news. */
  private long heldBack;

  private long seen;
  private long lastLossAt;
  private long firstWait;
  private long updateInterval;
  private long updateMax;

  /** How long losses wait after a message of their own; 0 before the first of a ladder. */
  private long interval;

  private long postedAloneAt;

  LossLedger(Accounts accounts, Progress progress) {
    this.accounts = accounts;
    this.progress = progress;
  }

  /** Looks for new losses; they wait to join other news before they are posted alone. */
  void look(long now, SenderConfig config) {
    firstWait = config.firstWait.toNanos();
    updateInterval = config.updateInterval.toNanos();
    updateMax = config.updateMax.toNanos();
    Map<DropReason, Long> unsaid = unsaid();
    long total = total(unsaid);
    noteNew(total + total(said), now);
    boolean some = total > heldBack;
    if (some && !waiting) {
      long together = now + firstWait;
      long onLadder = postedAloneAt + interval;
      dueAt = interval > 0 && onLadder - together > 0 ? onLadder : together;
    }
    waiting = some;
  }

  private void noteNew(long lost, long now) {
    if (lost > seen) {
      boolean silence = now - lastLossAt - 2 * updateMax >= 0;
      interval = silence ? 0 : interval;
      lastLossAt = now;
      seen = lost;
    }
  }

  boolean isWaiting() {
    return waiting;
  }

  /**
   * Returns the time until waiting losses are due: together with news due within {@code firstWait},
   * alone if there is none.
   */
  long nanosUntilDue(long nanosUntilNews, long now) {
    long alone = Math.max(0, dueAt - now);
    return nanosUntilNews <= firstWait ? Math.max(alone, nanosUntilNews) : alone;
  }

  /** Returns the logger that lost most events of the main reason; null if unknown. */
  @Nullable String busiestLogger(Map<DropReason, Long> lost) {
    return lost.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> accounts.busiestLogger(most.getKey()))
        .orElse(null);
  }

  /** Returns the losses not posted yet, held back or not. */
  Map<DropReason, Long> unsaid() {
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
  void settle(Map<DropReason, Long> losses, boolean alone, long postedAt) {
    if (losses.isEmpty()) {
      return;
    }
    losses.forEach((reason, count) -> said.merge(reason, count, Long::sum));
    progress.lossesReported(total(said));
    Map<DropReason, Long> unsaid = unsaid();
    for (DropReason reason : losses.keySet()) {
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

  /**
   * Keeps losses for the next news after their own message was refused, so that it is not posted
   * over and over.
   */
  void holdBack(Map<DropReason, Long> losses) {
    heldBack = total(losses);
    waiting = false;
  }

  private static long total(Map<DropReason, Long> losses) {
    return losses.values().stream().mapToLong(Long::longValue).sum();
  }
}
