/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.DropReason;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts dropped events by reason and logger, to name the busiest logger. Holds some 128 loggers of
 * each reason; events of others are not counted, nor is one counted while its reason is forgotten.
 * Thread-safe; allocates nothing for a logger that it holds.
 */
final class DroppedLoggers {

  private static final int MOST = 128;

  private final Map<DropReason, ConcurrentHashMap<String, LongAdder>> counts =
      new EnumMap<>(DropReason.class);

  DroppedLoggers() {
    for (DropReason reason : DropReason.values()) {
      // large enough to be never resized, which fails midway without a stack
      counts.put(reason, new ConcurrentHashMap<>(2 * MOST));
    }
  }

  void add(DropReason reason, String logger, long count) {
    ConcurrentHashMap<String, LongAdder> known = of(reason);
    LongAdder adder = known.get(logger);
    if (adder == null && known.size() < MOST) {
      known.putIfAbsent(logger, new LongAdder());
      adder = known.get(logger);
    }
    if (adder != null) {
      adder.add(count);
    }
  }

  /** Returns the logger with most events, null if none is known. */
  @Nullable String busiest(DropReason reason) {
    return of(reason).entrySet().stream()
        .max(Comparator.comparingLong(counted -> counted.getValue().sum()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  void forget(DropReason reason) {
    of(reason).clear();
  }

  private ConcurrentHashMap<String, LongAdder> of(DropReason reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
