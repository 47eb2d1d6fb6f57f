/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import java.time.Instant;

/** Takes changes of the state of delivery, on any thread; must not block and must not throw. */
public interface StateListener {

  /**
   * Takes a change.
   *
   * @param why the reason for the new state, empty if nothing is wrong
   */
  void changed(DeliveryStats.State before, DeliveryStats.State after, String why, Instant at);
}
