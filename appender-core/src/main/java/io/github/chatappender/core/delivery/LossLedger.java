/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.model.DropReason;
import java.util.EnumMap;
import java.util.Map;

/** Knows which losses the space has not been told yet. Used by the delivery thread alone. */
final class LossLedger {

  private final Accounts accounts;
  private final Map<DropReason, Long> said = new EnumMap<>(DropReason.class);

  LossLedger(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Returns the untold losses by reason; empty if there are none. */
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

  /** Settles losses: they were told, or cannot be. */
  void settle(Map<DropReason, Long> losses) {
    losses.forEach((reason, count) -> said.merge(reason, count, Long::sum));
  }
}
