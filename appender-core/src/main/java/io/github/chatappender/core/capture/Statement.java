/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.Tally;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of one logging statement: same logger, level, template, classes, frames, and
 * MDC values that matter. Its events have equal fingerprints. Thread-safe; what is said of the
 * delivery thread is for that alone.
 */
final class Statement implements Tally {

  private static final long SAMPLE_MILLIS = 1_000;
  private static final long AT_ONCE = Long.MIN_VALUE;

  final long hash;
  private final String logger;
  private final String template;
  private final @Nullable String value;
  private final @Nullable String otherValue;
  private final SealableCounter counter = new SealableCounter();

  private final AtomicLong nextSampleMillis = new AtomicLong(AT_ONCE);
  private volatile long lastMillis;

  /** Why the last sample did not come through; null if it did, or is on its way. */
  private volatile @Nullable DropReason starvedBy;

  /** Whether a sample has come through; delivery thread. */
  private boolean arrived;

  /** Events taken so far; delivery thread. */
  private long taken;

  /** Starts counting; of a long template or MDC value the beginning counts. */
  Statement(
      long hash,
      String logger,
      String template,
      @Nullable String value,
      @Nullable String otherValue,
      long millis) {
    this.hash = hash;
    this.logger = logger;
    this.template = Texts.beginning(template, Keys.TEMPLATE_CHARS);
    this.value = value == null ? null : Texts.beginning(value, EntryCopier.VALUE_CHARS);
    this.otherValue =
        otherValue == null ? null : Texts.beginning(otherValue, EntryCopier.VALUE_CHARS);
    this.lastMillis = millis;
  }

  /** Returns whether this is the statement; the texts are compared since hashes may be equal. */
  boolean is(
      long hash,
      String logger,
      String template,
      @Nullable String value,
      @Nullable String otherValue) {
    return this.hash == hash
        && this.logger.equals(logger)
        && Texts.equalUpTo(Keys.TEMPLATE_CHARS, this.template, template)
        && Texts.equalUpTo(EntryCopier.VALUE_CHARS, this.value, value)
        && Texts.equalUpTo(EntryCopier.VALUE_CHARS, this.otherValue, otherValue);
  }

  /** Counts an event; returns false if the statement is retired and has to be looked up again. */
  boolean count(long millis) {
    if (!counter.increment()) {
      return false;
    }
    if (lastMillis != millis) {
      lastMillis = millis;
    }
    return true;
  }

  /** Tells whether the caller is to send a sample: the first one, and then one a second. */
  boolean claimSample(long millis) {
    long next = nextSampleMillis.get();
    if (!isDue(next, millis) || !nextSampleMillis.compareAndSet(next, millis + SAMPLE_MILLIS)) {
      return false;
    }
    starvedBy = null;
    return true;
  }

  /** A clock that was set back leaves no sample due for ever. */
  private static boolean isDue(long next, long millis) {
    return next == AT_ONCE || millis >= next || millis < next - 2 * SAMPLE_MILLIS;
  }

  @Override
  public boolean hearNext(long nowMillis) {
    long next = nextSampleMillis.get();
    if (!isDue(next, nowMillis)) {
      return false;
    }
    if (next != AT_ONCE) {
      nextSampleMillis.compareAndSet(next, AT_ONCE); // fails where a sample has just been claimed
    }
    return true;
  }

  /** Lets the next event try, since a sample was not to be had or has found no room. */
  void starve(DropReason reason) {
    starvedBy = reason;
    nextSampleMillis.set(AT_ONCE);
  }

  @Override
  public void sampleNext() {
    arrived = false;
    starvedBy = null;
    nextSampleMillis.set(AT_ONCE);
  }

  @Override
  public long lastMillis() {
    return lastMillis;
  }

  @Override
  public boolean hasCounted() {
    return counter.sum() > taken;
  }

  @Override
  public long take() {
    return takeUpTo(counter.sum());
  }

  /** Notes that a sample has come through; delivery thread. */
  void arrive() {
    arrived = true;
    starvedBy = null;
  }

  boolean hasArrived() {
    return arrived;
  }

  /**
   * Tells why events wait that no sample speaks for, and forgets it; null if there are none;
   * delivery thread.
   */
  @Nullable DropReason takeStarvedBy() {
    DropReason reason = starvedBy;
    starvedBy = null;
    return arrived ? null : reason;
  }

  /**
   * Tells whether nothing has happened since some time, and everything is taken; delivery thread.
   */
  boolean isIdleSince(long millis) {
    return arrived && lastMillis < millis && counter.sum() == taken;
  }

  /** Returns how many events were counted; 0 once sealed. */
  long total() {
    return counter.sum();
  }

  /** Ends the statement and returns how many events were counted in all; delivery thread. */
  long seal() {
    return counter.seal();
  }

  /** Takes the rest of a sealed statement; delivery thread. */
  long takeUpTo(long total) {
    // a sum that was read while others count may be older than what is taken
    long rest = Math.max(0, total - taken);
    taken += rest;
    return rest;
  }
}
