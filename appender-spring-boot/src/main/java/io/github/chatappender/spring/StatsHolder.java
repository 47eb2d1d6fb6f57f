/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DeliveryStats.State;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.FleetStats;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each appender's counts so that they never fall: an appender's begin at 0 again when its
 * host restarts it. They stay when the appender is gone. Takes a snapshot at most once a second,
 * because one asks the delivery thread, and a scrape reads two dozen meters. Thread-safe.
 */
final class StatsHolder {

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<Map<String, DeliveryStats>> source;
  private final LongSupplier nanoTime;

  /** The sums over the starts that are over, by the appender's name. */
  private final Map<String, DeliveryStats> ended = new HashMap<>();

  private final Map<String, DeliveryStats> latest = new HashMap<>();
  private final Map<String, DeliveryStats> totals = new HashMap<>();
  private long readAt;

  /**
   * Creates a holder.
   *
   * @param source a snapshot of each present appender's statistics, by its name
   * @param nanoTime the time in nanoseconds, as of {@link System#nanoTime}
   */
  StatsHolder(Supplier<Map<String, DeliveryStats>> source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
    this.readAt = nanoTime.getAsLong() - FRESH_NANOS;
  }

  /** Returns an appender's sum over all starts that were seen, at most a second old. */
  synchronized DeliveryStats stats(String appender) {
    long now = nanoTime.getAsLong();
    if (now - readAt >= FRESH_NANOS) {
      read(source.get());
      readAt = now;
    }
    return totals.getOrDefault(appender, DeliveryStats.NONE);
  }

  private void read(Map<String, DeliveryStats> present) {
    latest.forEach((name, last) -> totals.put(name, sum(ended(name), last, State.IDLE)));
    present.forEach(
        (name, now) -> {
          DeliveryStats last = latest.getOrDefault(name, DeliveryStats.NONE);
          if (now.accepted() < last.accepted() || now.attempts() < last.attempts()) {
            ended.put(name, sum(ended(name), last, State.IDLE));
          }
          latest.put(name, now);
          totals.put(name, sum(ended(name), now, now.state()));
        });
  }

  private DeliveryStats ended(String name) {
    return ended.getOrDefault(name, DeliveryStats.NONE);
  }

  /** Adds counts; the later ones say when something last happened. */
  static DeliveryStats sum(DeliveryStats a, DeliveryStats b, State state) {
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
        .fleet(sum(a.fleet(), b.fleet()))
        .build();
  }

  private static @Nullable FleetStats sum(@Nullable FleetStats a, @Nullable FleetStats b) {
    if (a == null || b == null) {
      return a == null ? b : new FleetStats(a.isAnswering(), a.members(), 0, a.permitsAwaited());
    }
    return new FleetStats(
        b.isAnswering(), b.members(), b.claims(), a.permitsAwaited() + b.permitsAwaited());
  }
}
