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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps the mutes of a sender and of its fleet the same. Used only by the delivery thread. */
final class FleetMutes {

  private final Mutes mutes;
  private final Clock clock;
  private final Map<String, Instant> published = new HashMap<>();

  /** The latest changes, to be repeated if they do not arrive. */
  private final Map<String, Long> sent = new HashMap<>();

  /** The published ids that the fleet has named since. */
  private final Set<String> known = new HashSet<>();

  private @Nullable CompletableFuture<Void> publishing;

  FleetMutes(Mutes mutes, Clock clock) {
    this.mutes = mutes;
    this.clock = clock;
  }

  /** Makes this sender's mutes hold for all; a change that does not arrive is repeated later. */
  void publish(FleetStore store) {
    Map<String, Instant> own = mutes.own();
    Map<String, Long> changes = new HashMap<>();
    if (publishing != null && publishing.isCompletedExceptionally()) {
      published.clear();
      sent.values().removeIf(left -> left > 0); // the others are sent again with the time left now
      changes.putAll(sent);
      publishing = null;
    }
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
      known.retainAll(own.keySet());
      sent.clear();
      sent.putAll(changes);
      publishing = store.mute(changes);
    }
  }

  /**
   * Takes the mutes of the fleet, unless a change is still on its way there. A mute of this sender
   * that the fleet knew and no longer knows was ended elsewhere; one of the file is made again.
   */
  void take(Map<String, Long> millis, long tick) {
    if (publishing != null && !publishing.isDone()) {
      return;
    }
    for (String id : Set.copyOf(known)) {
      if (!millis.containsKey(id)) {
        known.remove(id);
        published.remove(id);
        mutes.endedElsewhere(id);
      }
    }
    published.keySet().stream().filter(millis::containsKey).forEach(known::add);
    mutes.readFromFleet(millis, clock.instant(), tick);
  }
}
