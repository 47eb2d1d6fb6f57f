/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.Ticker;

/**
 * Ends a regular expression that takes too long: it cannot go on without reading the text. Not
 * thread-safe.
 *
 * <p>The time between two looks at the ticker counts only up to a limit: where the machine pauses,
 * that is not the expression's fault.
 */
final class DeadlineText implements CharSequence {

  private static final int READS_PER_LOOK = 512;
  private static final long MOST_NANOS_PER_LOOK = 250_000;

  private final CharSequence text;
  private final Ticker ticker;
  private final long budgetNanos;
  private long spentNanos;
  private long lastLook;
  private int reads;

  DeadlineText(CharSequence text, Ticker ticker, long budgetNanos) {
    this.text = text;
    this.ticker = ticker;
    this.budgetNanos = budgetNanos;
    this.lastLook = ticker.read();
  }

  @Override
  public char charAt(int index) {
    if (++reads == READS_PER_LOOK) {
      look();
    }
    return text.charAt(index);
  }

  private void look() {
    reads = 0;
    long now = ticker.read();
    spentNanos += Math.min(now - lastLook, MOST_NANOS_PER_LOOK);
    lastLook = now;
    if (spentNanos > budgetNanos) {
      throw new OverrunException();
    }
  }

  /** Returns the time that reading has taken, as far as it was looked at. */
  long spentNanos() {
    return spentNanos;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Says that the time is up. */
  static final class OverrunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private OverrunException() {
      super("time is up", null, false, false);
    }
  }
}
