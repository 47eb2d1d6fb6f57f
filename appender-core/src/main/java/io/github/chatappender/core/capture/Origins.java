/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, for the classes of a cause chain, the exception whose frames were hashed last, so that
 * the same object is not asked again; and the latest full key. In hosts where asking for frames is
 * expensive, above 100 questions a second for classes and text the latest key serves for other
 * exceptions as well. Bounded: a cache in which a new key replaces the one in its slot.
 * Thread-safe, lock-free.
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

  /** The latest answers for one cheap key. Races lose a question or an answer, never more. */
  static final class Origin {

    private final long cheap;
    private volatile @Nullable Answer remembered;
    private volatile long latest;
    private volatile long second;
    private volatile int questions;

    Origin(long cheap) {
      this.cheap = cheap;
    }

    /** Returns the full key of an exception if it is the one remembered last, else 0. */
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

    @SuppressWarnings("NonAtomicVolatileUpdate") // a lost question costs nothing
    void countQuestion() {
      questions = questions + 1;
    }

    /**
     * Remembers the full key of an exception; during a storm not of every one, since the references
     * soon become garbage.
     */
    void remember(@Nullable Throwable thrown, long full, long millis) {
      if (thrown != null && !isAskedEnough(millis)) {
        countQuestion();
        remembered = new Answer(thrown, full);
      }
    }
  }

  private final AtomicReferenceArray<@Nullable Origin> slots = new AtomicReferenceArray<>(SLOTS);

  /** Returns the latest answers for a cheap key. */
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
