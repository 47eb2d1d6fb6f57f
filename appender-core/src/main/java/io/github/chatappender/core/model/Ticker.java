/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.Comparator;
import java.util.function.ToLongFunction;

/**
 * Reads elapsed time in nanoseconds from an arbitrary origin, like {@link System#nanoTime()}.
 *
 * <p>Values may overflow: compare two of them by subtraction, {@code ticker.read() - deadline >=
 * 0}. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface Ticker {

  /** Returns nanoseconds since an arbitrary origin. */
  long read();

  /** Returns the ticker of this JVM, {@link System#nanoTime()}. */
  static Ticker system() {
    return System::nanoTime;
  }

  /** Orders values by their ticks, the earliest first. */
  static <T> Comparator<T> order(ToLongFunction<? super T> tick) {
    return (a, b) -> Long.signum(tick.applyAsLong(a) - tick.applyAsLong(b));
  }
}
