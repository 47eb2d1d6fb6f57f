/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.model.Tally;
import io.github.chatappender.core.text.Texts;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of one logging statement: same logger, level, text, classes, frames, and MDC
 * values that matter. Its events have equal fingerprints. Thread-safe, except for members marked
 * "delivery thread".
 *
 * <p>A statement without a text counts events with its frames regardless of their texts, once the
 * delivery thread has found that the frames alone decide. Until then it keeps counts for which no
 * statement with a text has a place, and sends no sample.
 */
final class Statement implements Tally {

  private static final long SAMPLE_MILLIS = 1_000;
  private static final long AT_ONCE = Long.MIN_VALUE;

  /** How the delivery thread groups events with these frames. */
  private enum Verdict {
    NONE,
    FRAMES_DECIDE,
    TEXT_DECIDES
  }

  final long hash;
  private final StatementTable table;
  private final long frames;
  private final String logger;
  private final @Nullable String template;
  private final int literal;
  private final @Nullable String value;
  private final @Nullable String otherValue;
  private final SealableCounter counter = new SealableCounter();

  private final AtomicLong nextSampleMillis = new AtomicLong(AT_ONCE);
  private volatile long lastMillis;

  /** Used only by a statement without a text. */
  private volatile Verdict verdict = Verdict.NONE;

  /** Why the last sample did not arrive; null if it did, or is on its way. */
  private volatile @Nullable DropReason starvedBy;

  /** Whether a sample has arrived; delivery thread. */
  private boolean arrived;

  /** Events taken so far; delivery thread. */
  private long taken;

  /**
   * Starts counting; of a long text or MDC value, only the beginning matters.
   *
   * @param table holds the statement
   * @param hash the hash of its key
   * @param frames the hash of the statement with these frames and without a text, which may be this
   *     one; 0 if there is no exception
   */
  Statement(
      StatementTable table,
      long hash,
      long frames,
      String logger,
      @Nullable String template,
      @Nullable String value,
      @Nullable String otherValue,
      long millis) {
    this.table = table;
    this.hash = hash;
    this.frames = frames;
    this.logger = logger;
    this.template = beginning(template, TextMask.CHARS);
    this.literal = this.template == null ? 0 : TextMask.literalBeginning(this.template);
    this.value = beginning(value, EntryCopier.VALUE_CHARS);
    this.otherValue = beginning(otherValue, EntryCopier.VALUE_CHARS);
    this.lastMillis = millis;
  }

  private static @Nullable String beginning(@Nullable String text, int chars) {
    return text == null ? null : Texts.beginning(text, chars);
  }

  /** Returns whether this is the statement; compares the texts, since hashes may collide. */
  boolean is(
      long hash,
      String logger,
      @Nullable String template,
      @Nullable String value,
      @Nullable String otherValue) {
    return this.hash == hash
        && this.logger.equals(logger)
        && isText(template)
        && Texts.equalUpTo(EntryCopier.VALUE_CHARS, this.value, value)
        && Texts.equalUpTo(EntryCopier.VALUE_CHARS, this.otherValue, otherValue);
  }

  private boolean isText(@Nullable String text) {
    String own = template;
    if (own == null || text == null) {
      return own == null && text == null;
    }
    return TextMask.areEqual(own, literal, text);
  }

  /** Returns whether it counts all events with its frames, regardless of their texts. */
  boolean takesAnyText() {
    return verdict == Verdict.FRAMES_DECIDE;
  }

  /** Returns whether it keeps counts until the delivery thread knows where they belong. */
  boolean isWaiting() {
    return template == null && verdict == Verdict.NONE;
  }

  @Override
  public @Nullable Tally decide(boolean framesAlone) {
    Statement whole = frames == 0 ? null : withoutText();
    if (whole == null && framesAlone && frames != 0) {
      whole = table.find(frames, frames, logger, null, value, otherValue, lastMillis);
    }
    if (whole == null) {
      return null;
    }
    if (!framesAlone) {
      whole.verdict = Verdict.TEXT_DECIDES;
      return null;
    }
    whole.arrive();
    whole.verdict = Verdict.FRAMES_DECIDE;
    return whole;
  }

  /** Returns the statement that counts any text, if frames alone decide; else null. */
  @Nullable Statement whole() {
    Statement whole = frames == 0 ? null : withoutText();
    return whole != null && whole.takesAnyText() ? whole : null;
  }

  private @Nullable Statement withoutText() {
    return table.known(frames, logger, null, value, otherValue);
  }

  @Override
  public String logger() {
    return logger;
  }

  @Override
  public @Nullable String text() {
    return template;
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

  /** Returns whether the caller should send a sample: the first one, then one a second. */
  boolean claimSample(long millis) {
    long next = nextSampleMillis.get();
    if (isWaiting()
        || !isDue(next, millis)
        || !nextSampleMillis.compareAndSet(next, millis + SAMPLE_MILLIS)) {
      return false;
    }
    starvedBy = null;
    return true;
  }

  /** Returns whether the next event should send a sample. */
  boolean isSampleDue(long millis) {
    return !isWaiting() && isDue(nextSampleMillis.get(), millis);
  }

  /** Returns whether a sample is due, also after the clock was set back. */
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
      nextSampleMillis.compareAndSet(next, AT_ONCE); // fails if a sample has just been claimed
    }
    return true;
  }

  /** Lets the next event try again, since no sample could be made or it found no room. */
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

  /** Notes that a sample has arrived; delivery thread. */
  void arrive() {
    arrived = true;
    starvedBy = null;
  }

  boolean hasArrived() {
    return arrived;
  }

  /**
   * Returns and clears the reason why events wait without a sample; null if none do; delivery
   * thread.
   */
  @Nullable DropReason takeStarvedBy() {
    DropReason reason = starvedBy;
    starvedBy = null;
    return arrived ? null : reason;
  }

  /** Returns whether it was idle since a time and everything is taken; delivery thread. */
  boolean isIdleSince(long millis) {
    return lastMillis < millis && counter.sum() == taken;
  }

  @Override
  public long total() {
    return counter.sum();
  }

  /** Ends the statement and returns how many events were counted in all; delivery thread. */
  long seal() {
    return counter.seal();
  }

  /** Takes the rest of a sealed statement; delivery thread. */
  long takeUpTo(long total) {
    // a sum read while others count may be older than the taken count
    long rest = Math.max(0, total - taken);
    taken += rest;
    return rest;
  }
}
