/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.model.Mutes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps the mutes of a sender and of its fleet the same. Used only by the delivery thread. */
final class FleetMutes {

  private final Mutes mutes;
  private final Clock clock;
  private final Map<String, Instant> published = new HashMap<>();
  private @Nullable CompletableFuture<Void> publishing;

  FleetMutes(Mutes mutes, Clock clock) {
    this.mutes = mutes;
    this.clock = clock;
  }

  /** Makes this sender's mutes hold for all; a change that does not arrive is repeated later. */
  void publish(FleetStore store) {
    if (publishing != null && publishing.isCompletedExceptionally()) {
      published.clear();
    }
    Map<String, Instant> own = mutes.own();
    Map<String, Long> changes = new HashMap<>();
    Instant now = clock.instant();
    mutes.takeEnded().forEach(id -> changes.put(id, 0L));
    published.forEach(
        (id, end) -> {
          if (!own.containsKey(id) && end.isAfter(now)) {
            changes.put(id, 0L);
          }
        });
    own.forEach(
        (id, end) -> {
          if (!end.equals(published.get(id))) {
            changes.put(id, Math.max(0, Duration.between(now, end).toMillis()));
          }
        });
    if (!changes.isEmpty()) {
      published.clear();
      published.putAll(own);
      publishing = store.mute(changes);
    }
  }

  /** Takes the mutes of the fleet, unless a change is still on its way there. */
  void take(Map<String, Long> millis, long tick) {
    if (publishing == null || publishing.isDone()) {
      mutes.readFromFleet(millis, clock.instant(), tick);
    }
  }
}
