/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.fingerprint.Fingerprint;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which exception objects were logged, the latest 512, for 10 s: what is caught, logged
 * and thrown again is one problem, whatever wraps it then. Holds them weakly and knows them by
 * identity. Used by the delivery thread alone.
 */
final class RethrowMemory {

  private static final int LIMIT = 512;
  private static final int CHAIN_LIMIT = 16;
  private static final long SPAN = TimeUnit.SECONDS.toNanos(10);

  /** An exception that was logged. */
  private static final class Seen {

    final WeakReference<Throwable> thrown;
    final Fingerprint fingerprint;
    final long at;

    Seen(Throwable thrown, Fingerprint fingerprint, long at) {
      this.thrown = new WeakReference<>(thrown);
      this.fingerprint = fingerprint;
      this.at = at;
    }
  }

  private final Deque<Seen> latest = new ArrayDeque<>();

  void remember(Throwable thrown, Fingerprint fingerprint, long now) {
    latest.addFirst(new Seen(thrown, fingerprint, now));
    while (latest.size() > LIMIT || now - latest.getLast().at > SPAN) {
      latest.removeLast();
    }
  }

  /**
   * Returns what was made of this exception, or of one that it wraps; null if none was logged
   * lately.
   */
  @Nullable Fingerprint recall(Throwable logged, long now) {
    if (latest.isEmpty()) {
      return null;
    }
    try {
      Throwable thrown = logged;
      for (int i = 0; thrown != null && i < CHAIN_LIMIT; i++) {
        Fingerprint known = find(thrown, now);
        if (known != null) {
          return known;
        }
        thrown = thrown.getCause();
      }
    } catch (RuntimeException | StackOverflowError e) {
      // the application's own getCause; then it is not known
    }
    return null;
  }

  private @Nullable Fingerprint find(Throwable thrown, long now) {
    for (Iterator<Seen> seen = latest.iterator(); seen.hasNext(); ) {
      Seen one = seen.next();
      if (now - one.at > SPAN) {
        return null;
      }
      if (one.thrown.get() == thrown) {
        return one.fingerprint;
      }
    }
    return null;
  }
}
