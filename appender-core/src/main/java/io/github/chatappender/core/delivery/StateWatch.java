/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notes when the state of delivery changed, and passes changes on. Thread-safe; a change that only
 * time has brought about is noted by the next look.
 */
final class StateWatch {

  private final Clock clock;
  private DeliveryStats.State state = DeliveryStats.State.OK;
  private Instant since;
  private volatile @Nullable StateListener listener;

  StateWatch(Clock clock) {
    this.clock = clock;
    this.since = clock.instant();
  }

  /** Passes later changes to a listener; null for none. */
  void listen(@Nullable StateListener newListener) {
    listener = newListener;
  }

  /**
   * Takes note of the present state.
   *
   * @return since when it has been so
   */
  Instant look(DeliveryStats.State now, String why) {
    DeliveryStats.State before;
    Instant at;
    synchronized (this) {
      before = state;
      if (now == before) {
        return since;
      }
      at = clock.instant();
      state = now;
      since = at;
    }
    StateListener current = listener;
    if (current != null) {
      current.changed(before, now, why, at);
    }
    return at;
  }
}
