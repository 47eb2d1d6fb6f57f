/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.capture.Folding;
import io.github.chatappender.core.capture.SampleQueue;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Ticker;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the logging threads, the delivery thread and a sender's callers share: queues,
 * accounts, requests and statistics. Thread-safe.
 */
final class SharedState {

  final Accounts accounts = new Accounts();
  final Requests requests = new Requests();
  final Mutes mutes = new Mutes();
  final SampleQueue queue;
  final Folding folding;
  final CriticalIntake critical;
  final Progress progress;
  final StateWatch states;
  private final Ticker ticker;

  /**
   * Creates the state of a sender that has received no event.
   *
   * @param random returns a number of any size
   */
  SharedState(Setup setup, Platform platform, IntSupplier random) {
    queue = new SampleQueue(setup.config.queueCapacity, accounts, platform.ticker);
    folding = new Folding(accounts, queue, random);
    critical = new CriticalIntake(setup, platform, accounts);
    progress = new Progress(platform.clock, accounts);
    states = new StateWatch(platform.clock);
    ticker = platform.ticker;
  }

  /**
   * Takes a snapshot of counters and volatile fields, without waiting for the delivery thread.
   *
   * @param loop null before the first event
   * @param setup the latest settings
   * @param problems the delivery thread's latest answer
   */
  DeliveryStats stats(@Nullable DeliveryLoop loop, Setup setup, OpenProblems problems) {
    DeliveryStats.State state = state(loop);
    String why = why(loop, state);
    long now = ticker.read();
    mutes.expire(now);
    return progress
        .counts(state)
        .why(why)
        .stateSince(states.look(state, why))
        .openProblems(problems.listed, problems.count)
        .mutes(mutes.ends())
        .budget(
            loop == null ? setup.config.burst : loop.destination.permits(now),
            Duration.ofNanos(loop == null ? 0 : loop.destination.nanosUntilPost(now, Permit.LAST)))
        .spool(
            setup.hasSpool() ? String.valueOf(setup.config.critical.spoolDirectory) : null,
            critical.onDisk())
        .fleet(loop == null ? null : loop.fleet.stats())
        .build();
  }

  private DeliveryStats.State state(@Nullable DeliveryLoop loop) {
    if (loop != null) {
      return loop.state();
    }
    return requests.isFinished() ? DeliveryStats.State.IDLE : DeliveryStats.State.OK;
  }

  private static String why(@Nullable DeliveryLoop loop, DeliveryStats.State state) {
    if (state == DeliveryStats.State.IDLE) {
      return DeliveryLoop.STOPPED;
    }
    return loop == null ? "" : loop.destination.why(state);
  }
}
