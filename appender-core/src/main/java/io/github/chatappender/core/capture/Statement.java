/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.Tally;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * Counts the events of one logging statement: same logger, level, template, classes and frames. Its
 * events have equal fingerprints. Thread-safe; what is said of the delivery thread is for that
 * alone.
 */
final class Statement implements Tally {

  private static final long SAMPLE_MILLIS = 1_000;
  private static final long AT_ONCE = Long.MIN_VALUE;

  private static final AtomicLongFieldUpdater<Statement> NEXT_SAMPLE =
      AtomicLongFieldUpdater.newUpdater(Statement.class, "nextSampleMillis");

  final long hash;
  private final String logger;
  private final String template;
  private final SealableCounter counter = new SealableCounter();

  /** Events whose copy failed: they are in another account already. */
  private final AtomicLong voided = new AtomicLong();

  private volatile long nextSampleMillis = AT_ONCE;
  private volatile long lastMillis;
  private volatile boolean starved;

  /** Whether a sample has come through; delivery thread. */
  private boolean arrived;

  /** Events taken so far; delivery thread. */
  private long taken;

  Statement(long hash, String logger, String template, long millis) {
    this.hash = hash;
    this.logger = logger;
    this.template = template;
    this.lastMillis = millis;
  }

  /** Tells whether this is the statement; the texts are compared since a hash can be crafted. */
  boolean is(long otherHash, String otherLogger, String otherTemplate) {
    return hash == otherHash
        && logger.equals(otherLogger)
        && Texts.equalUpTo(Keys.TEMPLATE_CHARS, template, otherTemplate);
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
    long next = nextSampleMillis;
    boolean due = next == AT_ONCE || millis >= next || millis < next - 2 * SAMPLE_MILLIS;
    return due && NEXT_SAMPLE.compareAndSet(this, next, millis + SAMPLE_MILLIS);
  }

  /** Lets the next event try, since the sample has found no room. */
  void sampleFailed() {
    starved = true;
    nextSampleMillis = AT_ONCE;
  }

  /** Takes back one counted event that was dropped for another reason. */
  void voidOne() {
    voided.incrementAndGet();
    nextSampleMillis = AT_ONCE;
  }

  @Override
  public void sampleNext() {
    arrived = false;
    nextSampleMillis = AT_ONCE;
  }

  @Override
  public long lastMillis() {
    return lastMillis;
  }

  @Override
  public boolean hasCounted() {
    return counter.sum() - voided.get() > taken;
  }

  @Override
  public long take() {
    return takeUpTo(counter.sum());
  }

  /** Notes that a sample has come through; delivery thread. */
  void arrive() {
    arrived = true;
    starved = false;
  }

  boolean hasArrived() {
    return arrived;
  }

  /**
   * Tells whether events wait that no sample speaks for, since the queue was full; delivery thread.
   */
  boolean isStarved() {
    return starved && !arrived;
  }

  /** Settles a starved statement; delivery thread. */
  void fed() {
    starved = false;
  }

  /**
   * Tells whether nothing has happened since some time, and everything is taken; delivery thread.
   */
  boolean isIdleSince(long millis) {
    return arrived && lastMillis < millis && counter.sum() - voided.get() == taken;
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
    // An event may be voided that was not in the sum: what is taken must never fall.
    long now = Math.max(taken, total - voided.get());
    long rest = now - taken;
    taken = now;
    return rest;
  }
}
