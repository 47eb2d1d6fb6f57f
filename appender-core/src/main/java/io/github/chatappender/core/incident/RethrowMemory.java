/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.fingerprint.Fingerprint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which exception objects were logged, the latest 512, for 10 s: what is caught, logged
 * and thrown again is one problem, whatever wraps it then. Knows them by the numbers that they were
 * given on the logging thread, and holds none. Used by the delivery thread alone.
 */
final class RethrowMemory {

  private static final int LIMIT = 512;
  private static final long SPAN = TimeUnit.SECONDS.toNanos(10);

  /** An exception that was logged. */
  private static final class Seen {

    final long throwable;
    final Fingerprint fingerprint;
    final long at;

    Seen(long throwable, Fingerprint fingerprint, long at) {
      this.throwable = throwable;
      this.fingerprint = fingerprint;
      this.at = at;
    }
  }

  private final Deque<Seen> latest = new ArrayDeque<>();

  void remember(long throwable, Fingerprint fingerprint, long now) {
    latest.addFirst(new Seen(throwable, fingerprint, now));
    while (latest.size() > LIMIT || now - latest.getLast().at > SPAN) {
      latest.removeLast();
    }
  }

  /**
   * Returns the fingerprint of the first of these exceptions that was logged lately; null if none
   * was.
   *
   * @param throwables the number of the logged exception, then those of its causes
   */
  @Nullable Fingerprint recall(long[] throwables, long now) {
    for (long throwable : throwables) {
      Fingerprint known = find(throwable, now);
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  private @Nullable Fingerprint find(long throwable, long now) {
    for (Seen seen : latest) {
      if (now - seen.at > SPAN) {
        return null;
      }
      if (seen.throwable == throwable) {
        return seen.fingerprint;
      }
    }
    return null;
  }
}
