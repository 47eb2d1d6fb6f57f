/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps counts that never fall: an appender's begin at 0 again when its host restarts it. They stay
 * when the appender is gone. Thread-safe.
 */
final class StatsHolder {

  private final Supplier<@Nullable DeliveryStats> source;
  private DeliveryStats ended = DeliveryStats.NONE;
  private DeliveryStats latest = DeliveryStats.NONE;

  StatsHolder(Supplier<@Nullable DeliveryStats> source) {
    this.source = source;
  }

  /** Returns the sum over all starts that were seen. */
  synchronized DeliveryStats stats() {
    DeliveryStats now = source.get();
    if (now == null) {
      return sum(ended, latest, DeliveryStats.State.IDLE);
    }
    if (now.accepted() < latest.accepted() || now.attempts() < latest.attempts()) {
      ended = sum(ended, latest, DeliveryStats.State.IDLE);
    }
    latest = now;
    return sum(ended, now, now.state());
  }

  /** Adds counts; the later ones say when something last happened. */
  static DeliveryStats sum(DeliveryStats a, DeliveryStats b, DeliveryStats.State state) {
    Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, a.dropped(reason) + b.dropped(reason));
    }
    return DeliveryStats.builder(state)
        .stateSince(b.stateSince())
        .why(b.why())
        .events(a.accepted() + b.accepted(), a.reported() + b.reported())
        .dropped(dropped)
        .posts(a.attempts() + b.attempts(), a.retries() + b.retries(), a.messages() + b.messages())
        .threadFailures(a.threadFailures() + b.threadFailures())
        .lastPosts(
            b.lastSuccess() == null ? a.lastSuccess() : b.lastSuccess(),
            b.lastFailure() == null ? a.lastFailure() : b.lastFailure())
        .budget(b.budgetLeft(), b.nextPostIn())
        .spool(b.spoolDirectory(), b.spooled())
        .openProblems(b.openProblems(), b.openProblemCount())
        .mutes(b.mutes())
        .build();
  }
}
