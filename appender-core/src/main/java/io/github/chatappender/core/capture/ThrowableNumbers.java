/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.EventReader;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Numbers logged exceptions: one that is logged again, by itself or as a cause, keeps its first
 * number. Calls no method of an exception. Bounded, holds exceptions weakly; a new one may replace
 * the older one in its slot. Thread-safe, lock-free.
 */
final class ThrowableNumbers {

  private static final int SLOTS = 4_096;
  private static final int MOST = 16;

  /** An exception and its number. */
  private static final class Numbered extends WeakReference<Throwable> {

    final long number;

    Numbered(Throwable thrown, long number) {
      super(thrown);
      this.number = number;
    }
  }

  private final AtomicReferenceArray<@Nullable Numbered> slots = new AtomicReferenceArray<>(SLOTS);
  private final AtomicLong latest = new AtomicLong();

  /**
   * Returns the numbers of a chain: the logged exception's first, then those of its causes that
   * were logged before; empty if the host has no exception.
   */
  <E, T> long[] of(List<T> chain, EventReader<E, T> reader) {
    long[] numbers = new long[Math.min(chain.size(), MOST)];
    int found = 0;
    for (int i = 0; i < chain.size() && found < numbers.length; i++) {
      Throwable thrown = reader.throwable(chain.get(i));
      long number = thrown == null ? 0 : i == 0 ? numberOf(thrown) : known(thrown);
      if (number == 0 && i == 0) {
        return new long[0];
      }
      if (number != 0) {
        numbers[found++] = number;
      }
    }
    return Arrays.copyOf(numbers, found);
  }

  private long numberOf(Throwable thrown) {
    long known = known(thrown);
    if (known != 0) {
      return known;
    }
    int slot = slot(thrown);
    int place = isOlder(slot, slot ^ 1) ? slot : slot ^ 1;
    Numbered replaced = slots.get(place);
    Numbered numbered = new Numbered(thrown, latest.incrementAndGet());
    if (slots.compareAndSet(place, replaced, numbered)) {
      return numbered.number;
    }
    known = known(thrown); // another thread may be logging the same exception
    return known == 0 ? numbered.number : known;
  }

  /** Returns the number of an exception that was logged before, else 0. */
  private long known(Throwable thrown) {
    int slot = slot(thrown);
    long number = numberAt(slot, thrown);
    return number == 0 ? numberAt(slot ^ 1, thrown) : number;
  }

  private long numberAt(int place, Throwable thrown) {
    Numbered known = slots.get(place);
    return known != null && known.get() == thrown ? known.number : 0;
  }

  private boolean isOlder(int a, int b) {
    Numbered inA = slots.get(a);
    Numbered inB = slots.get(b);
    return inA == null || (inB != null && inA.number < inB.number);
  }

  /** Uses the identity hash: {@code hashCode} is the application's code. */
  private static int slot(Throwable thrown) {
    return System.identityHashCode(thrown) & (SLOTS - 1);
  }
}
