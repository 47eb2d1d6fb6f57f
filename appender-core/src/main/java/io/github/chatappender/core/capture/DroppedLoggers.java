/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.DropReason;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts dropped events by reason and logger, to name the busiest logger. Holds at most 128 pairs;
 * further pairs are not counted, nor is an event counted while its pair is forgotten. Thread-safe
 * and lock-free; allocates nothing for a pair that it holds.
 */
final class DroppedLoggers {

  private static final int PLACES = 128;
  private static final int PROBES = 16;
  private static final int PRIME = 31;

  /** A logger that has lost events for a reason. */
  private static final class Place {

    final DropReason reason;
    final String logger;
    final LongAdder count = new LongAdder();

    Place(DropReason reason, String logger) {
      this.reason = reason;
      this.logger = logger;
    }
  }

  private final AtomicReferenceArray<@Nullable Place> places = new AtomicReferenceArray<>(PLACES);

  void add(DropReason reason, String logger, long count) {
    int hash = logger.hashCode() + PRIME * reason.hashCode();
    int start = hash ^ (hash >>> 16);
    for (int i = 0; i < PROBES; i++) {
      int index = (start + i) & (PLACES - 1);
      Place place = places.get(index);
      if (place == null) {
        places.compareAndSet(index, null, new Place(reason, logger));
        place = places.get(index);
      }
      if (place != null && place.reason == reason && place.logger.equals(logger)) {
        place.count.add(count);
        return;
      }
    }
  }

  /** Returns the logger with most events, null if none is known. */
  @Nullable String busiest(DropReason reason) {
    String busiest = null;
    long most = 0;
    for (int i = 0; i < PLACES; i++) {
      Place place = places.get(i);
      long count = place == null || place.reason != reason ? 0 : place.count.sum();
      if (place != null && count > most) {
        most = count;
        busiest = place.logger;
      }
    }
    return busiest;
  }

  void forget(DropReason reason) {
    for (int i = 0; i < PLACES; i++) {
      Place place = places.get(i);
      if (place != null && place.reason == reason) {
        places.set(i, null);
      }
    }
  }
}
