/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of which exception the frames were hashed last: the same object is not asked again. In
 * hosts in which asking an exception for its frames is dear, the latest answer holds for others as
 * well above 100 questions a second and cheap key. Bounded: a cache in which newcomers replace what
 * stands in their place. Thread-safe, lock-free.
 */
final class Origins {

  private static final int SLOTS = 4_096;
  private static final int QUESTIONS_PER_SECOND = 100;
  private static final long SECOND_MILLIS = 1_000;

  /** The full key of an exception, which it does not keep alive. Immutable. */
  static final class Answer extends WeakReference<Object> {

    final long full;

    Answer(Object thrown, long full) {
      super(thrown);
      this.full = full;
    }
  }

  /** What is known of one cheap key. Races lose a question or an answer, never more. */
  static final class Origin {

    private final long cheap;
    private volatile @Nullable Answer remembered;
    private volatile long latest;
    private volatile long second;
    private volatile int questions;

    Origin(long cheap) {
      this.cheap = cheap;
    }

    /** Returns the full key of an exception that was remembered last; 0 if another was. */
    long of(Object thrown) {
      Answer answer = remembered;
      return answer != null && answer.get() == thrown ? answer.full : 0;
    }

    /** Returns the latest full key, 0 if there is none. */
    long latest() {
      return latest;
    }

    void setLatest(long full) {
      if (latest != full) {
        latest = full;
      }
    }

    /** Returns whether there were so many questions in this second that few should follow. */
    boolean isAskedEnough(long millis) {
      long now = millis / SECOND_MILLIS;
      if (second != now) {
        second = now;
        questions = 0;
      }
      return questions >= QUESTIONS_PER_SECOND;
    }

    /** Remembers an answer; not each of a storm's, whose references are garbage soon. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // a lost question costs nothing
    void remember(Object thrown, long full) {
      questions = questions + 1;
      remembered = new Answer(thrown, full);
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
