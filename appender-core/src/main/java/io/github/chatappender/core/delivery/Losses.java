/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DropReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds the losses that a message reports, and the logger with most of them. Immutable. */
final class Losses {

  static final Losses NONE = new Losses(Map.of(), null);

  final Map<DropReason, Long> counts;
  final @Nullable String busiestLogger;

  Losses(Map<DropReason, Long> counts, @Nullable String busiestLogger) {
    this.counts = Map.copyOf(counts);
    this.busiestLogger = busiestLogger;
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
