/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers an exception's fingerprint from the time when the JVM still gave its frames: it omits
 * them after about a thousand throws. Bounded: the least recently used of 512 goes first, and one
 * not used for 24 hours is forgotten. Not thread-safe.
 *
 * <p>A look-up counts as use too: a loop that fails for days stays one problem.
 */
final class FastThrowMemory {

  static final int ENTRIES = 512;
  static final long KEPT_NANOS = TimeUnit.HOURS.toNanos(24);

  final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

  void remember(String key, Fingerprint full, long nowNanos) {
    known.put(key, new Known(full, nowNanos));
    if (known.size() > ENTRIES) {
      Iterator<String> oldestFirst = known.keySet().iterator();
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  /** Returns the last full fingerprint, null if there is none or if it is too old. */
  @Nullable Fingerprint recall(String key, long nowNanos) {
    Known found = known.get(key);
    if (found == null) {
      return null;
    }
    if (nowNanos - found.usedNanos >= KEPT_NANOS) {
      known.remove(key);
      return null;
    }
    found.usedNanos = nowNanos;
    return found.full;
  }

  static final class Known {

    final Fingerprint full;
    long usedNanos;

    Known(Fingerprint full, long usedNanos) {
      this.full = full;
      this.usedNanos = usedNanos;
    }
  }
}
