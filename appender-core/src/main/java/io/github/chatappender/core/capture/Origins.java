/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, for hosts in which asking an exception for its frames is dear, what was asked last:
 * the same exception object is not asked again, and above 100 questions a second and cheap key the
 * latest answer holds. Bounded: a cache in which newcomers replace what stands in their place.
 * Thread-safe, lock-free.
 */
final class Origins {

  private static final int SLOTS = 4_096;
  private static final int QUESTIONS_PER_SECOND = 100;
  private static final long SECOND_MILLIS = 1_000;

  /** The latest answer of one cheap key. Races lose a count or an answer, never more. */
  static final class Origin {

    private final long cheap;
    private volatile long full;
    private volatile @Nullable WeakReference<Object> asked;
    private volatile long second;
    private volatile int questions;

    Origin(long cheap) {
      this.cheap = cheap;
    }

    /** Tells whether the latest full key stands for an exception without asking it. */
    boolean answers(Object thrown, long millis) {
      WeakReference<Object> latest = asked;
      if (latest == null) {
        return false;
      }
      if (latest.get() == thrown) {
        return true;
      }
      long now = millis / SECOND_MILLIS;
      if (second != now) {
        second = now;
        questions = 0;
      }
      return questions >= QUESTIONS_PER_SECOND;
    }

    long full() {
      return full;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // a lost question costs nothing
    void answer(Object thrown, long newFull) {
      questions = questions + 1;
      full = newFull;
      asked = new WeakReference<>(thrown);
    }
  }

  private final AtomicReferenceArray<@Nullable Origin> slots = new AtomicReferenceArray<>(SLOTS);

  /** Returns what is known of a cheap key. */
  Origin of(long cheap) {
    int slot = (int) (cheap >>> 16) & SLOTS - 1;
    Origin known = slots.get(slot);
    if (known == null || known.cheap != cheap) {
      known = new Origin(cheap);
      slots.set(slot, known);
    }
    return known;
  }
}
