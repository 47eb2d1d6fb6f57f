/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots from counters and volatile fields, without waiting for the delivery thread. Any
 * thread may take one.
 */
final class Snapshots {

  private final Progress progress;
  private final StateWatch states;
  private final Mutes mutes;
  private final CriticalIntake critical;
  private final Requests requests;
  private final Ticker ticker;

  Snapshots(
      Progress progress,
      StateWatch states,
      Mutes mutes,
      CriticalIntake critical,
      Requests requests,
      Ticker ticker) {
    this.progress = progress;
    this.states = states;
    this.mutes = mutes;
    this.critical = critical;
    this.requests = requests;
    this.ticker = ticker;
  }

  /**
   * Takes a snapshot.
   *
   * @param loop null before the first event
   * @param setup the latest settings
   * @param problems the delivery thread's latest answer
   */
  DeliveryStats take(@Nullable DeliveryLoop loop, Setup setup, OpenProblems problems) {
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
