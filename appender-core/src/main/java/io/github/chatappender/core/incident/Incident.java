/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.QuietNotice;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.model.Tally;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one problem: what is known and what is told of it, and when the next news is due. Used by
 * the delivery thread alone.
 *
 * <p>A problem is <em>active</em> from an event until it was silent for {@code quietAfter}; then
 * its active period ends. The intervals of its updates double from one to the next (the
 * <em>ladder</em>); the ladder starts anew only after a silence of twice {@code updateMax}.
 */
final class Incident {

  private static final long ESCALATION_EVENTS = 100;
  private static final double ESCALATION_FACTOR = 10;
  private static final long QUIET_NOTICE_EVENTS = 10;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  final String key;
  final @Nullable String thread;
  final String logger;
  final boolean withException;

  private final Fingerprint fingerprint;
  private final List<Tally> tallies = new ArrayList<>(1);
  private final TopThreads threads = new TopThreads();
  private Timing timing;
  private final long firstMillis;
  private LogEntry latest;
  private @Nullable String shownText;
  private @Nullable String shownExceptionMessage;
  private long lastMillis;
  private Severity severity;
  private Severity toldSeverity = Severity.TRACE;

  private long total;
  private long untold;
  private long periodEvents;
  private boolean updatedInPeriod;

  private final long firstAt;
  private long lastEventAt;
  private long periodStart;
  private long silence;
  private boolean quiet;
  private boolean back;

  private boolean opened;
  private long lastNoticeAt;
  private long interval;
  private double highestRate;
  private boolean faster;
  private boolean owesBlock;
  private long owedSince;
  private boolean quietWaits;
  private boolean quietTold;
  private long lastQuietNoticeAt;
  private @Nullable String dayOfBlock;
  private @Nullable Part onItsWay;

  Incident(
      String key,
      Fingerprint fingerprint,
      @Nullable String thread,
      LogEntry first,
      Timing timing,
      long now) {
    this.key = key;
    this.fingerprint = fingerprint;
    this.thread = thread;
    this.logger = first.logger();
    this.withException = !first.chain().isEmpty();
    this.timing = timing;
    this.latest = first;
    this.firstMillis = first.timeMillis();
    this.lastMillis = first.timeMillis();
    this.severity = first.severity();
    this.firstAt = now;
    this.lastEventAt = now;
    this.periodStart = now;
    this.interval = timing.updateInterval;
  }

  /** Takes new settings, for the notices that come after. */
  void adopt(Timing newTiming) {
    timing = newTiming;
  }

  /**
   * Takes a sample, and events that it speaks for.
   *
   * @param since the tick at which the sample came; what was counted with it may be newer
   * @param now the current tick
   */
  void add(LogEntry sample, long events, long since, long now) {
    endPeriodIfOver(since);
    if (quiet && events > 0) {
      comeBack(since);
    }
    latest = sample;
    threads.add(sample.thread());
    if (sample.severity().compareTo(severity) > 0) {
      severity = sample.severity();
    }
    if (events > 0) {
      count(events, sample.timeMillis(), now);
    }
  }

  /** Takes events that no sample speaks for. */
  void count(long events, long millis, long eventAt) {
    if (quiet) {
      comeBack(eventAt);
    }
    lastMillis = Math.max(lastMillis, millis);
    total += events;
    untold += events;
    periodEvents += events;
    lastEventAt = eventAt;
    lookForEscalation(eventAt);
  }

  /** Adds a tally whose events are this incident's. */
  void link(Tally tally) {
    tallies.add(tally);
  }

  void unlink(Tally tally) {
    tallies.remove(tally);
  }

  List<Tally> tallies() {
    return tallies;
  }

  /**
   * Takes what the tallies have counted, and lets the time pass: an active period may have ended.
   *
   * @param wallMillis the time, to tell how long ago an event was
   * @param now the current tick
   */
  void look(long wallMillis, long now) {
    for (int i = 0; i < tallies.size(); i++) {
      Tally tally = tallies.get(i);
      long events = tally.take();
      if (events > 0) {
        count(events, tally.lastMillis(), tickOf(tally.lastMillis(), wallMillis, now));
      }
    }
    endPeriodIfOver(now);
  }

  /**
   * Has the next event wake the delivery thread, and takes what was counted before.
   *
   * @param wallMillis the time
   * @param now the current tick
   * @return false if more may be counted without anybody being woken
   */
  boolean hear(long wallMillis, long now) {
    boolean heard = true;
    for (int i = 0; i < tallies.size(); i++) {
      heard &= tallies.get(i).hearNext(wallMillis);
    }
    look(wallMillis, now);
    return heard;
  }

  /** Returns when an event was, going by the clock but never before the last one or after now. */
  private long tickOf(long millis, long wallMillis, long now) {
    long ago = TimeUnit.MILLISECONDS.toNanos(Math.max(0, wallMillis - millis));
    return now - Math.min(ago, now - lastEventAt);
  }

  private void endPeriodIfOver(long now) {
    if (!quiet && now - quietAt() >= 0) {
      becomeQuiet(now);
    }
  }

  /**
   * Returns what is going to be told next, due or not; null if nothing is or something is on its
   * way.
   */
  Part.@Nullable Kind nextKind() {
    if (onItsWay != null) {
      return null;
    }
    if (!opened) {
      return untold > 0 ? Part.Kind.FIRST : null;
    }
    if (untold > 0 && isWorse()) {
      return Part.Kind.ESCALATION;
    }
    if (quietWaits) {
      return Part.Kind.QUIET;
    }
    if (untold > 0) {
      return back ? Part.Kind.AGAIN : Part.Kind.UPDATE;
    }
    return null;
  }

  /** Returns the tick at which {@link #nextKind} is due. */
  long dueAt() {
    Part.Kind kind = nextKind();
    if (kind == Part.Kind.FIRST) {
      return firstAt + firstWait();
    }
    if (kind == Part.Kind.UPDATE) {
      return lastNoticeAt + interval;
    }
    if (kind == Part.Kind.AGAIN) {
      long onLadder = lastNoticeAt + interval;
      long together = periodStart + firstWait();
      return together - onLadder > 0 ? together : onLadder;
    }
    // quiet is due when the problem is over, an escalation when it is found
    return kind == Part.Kind.QUIET ? quietAt() : lastEventAt;
  }

  /** Returns how long news of a new period waits for company: not at all if it is FATAL. */
  private long firstWait() {
    return severity.isAtLeast(Severity.FATAL) ? 0 : timing.firstWait;
  }

  /** Returns when the active period ends unless something happens. */
  long quietAt() {
    return lastEventAt + timing.quietAfter;
  }

  /** Returns when the next update is due, should anything happen until then. */
  long nextUpdateAt() {
    return lastNoticeAt + interval;
  }

  /** Tells whether {@link #nextUpdateAt} is still to come. */
  boolean mayBeUpdatedAfter(long now) {
    return opened && !quiet && nextUpdateAt() - now > 0;
  }

  /** Tells whether this gathers problems that have found no place of their own. */
  boolean isOther() {
    return fingerprint.kind() == Fingerprint.Kind.OTHER;
  }

  private @Nullable String others() {
    if (!isOther()) {
      return null;
    }
    return fingerprint.equals(Fingerprint.other("")) ? "" : logger;
  }

  boolean isQuiet() {
    return quiet;
  }

  boolean hasUntold() {
    return untold > 0;
  }

  long untold() {
    return untold;
  }

  boolean isOnItsWay() {
    return onItsWay != null;
  }

  boolean owesBlock() {
    return owesBlock && onItsWay == null;
  }

  long owedSince() {
    return owedSince;
  }

  long lastEventAt() {
    return lastEventAt;
  }

  long lastMillis() {
    return lastMillis;
  }

  Severity severity() {
    return severity;
  }

  /** Returns whether its newest sample has an exception. */
  boolean hasException() {
    return !latest.chain().isEmpty();
  }

  /** Describes the news of a kind as of now; in its own thread, on that day. */
  Part part(Part.Kind kind, long now, String day) {
    boolean full = kind == Part.Kind.FIRST || kind == Part.Kind.BLOCK || !day.equals(dayOfBlock);
    return part(kind, now, day, full);
  }

  /** Describes the news of a kind as of now, in full or in a line. */
  Part part(Part.Kind kind, long now, String day, boolean full) {
    Part.Builder part = new Part.Builder(kind, latest);
    part.incident = this;
    part.composedAt = now;
    part.day = day;
    part.rate = rate(now);
    part.count = untold;
    part.total = total;
    part.severity = severity;
    part.sinceMillis = firstMillis;
    part.lastMillis = lastMillis;
    part.silenceSeconds = kind == Part.Kind.AGAIN ? TimeUnit.NANOSECONDS.toSeconds(silence) : 0;
    part.full = full;
    part.newText = !latest.message().equals(shownText);
    part.newExceptionMessage = !Objects.equals(exceptionMessage(latest), shownExceptionMessage);
    part.fingerprint = fingerprint.hex();
    part.others = others();
    part.threads = threads.names();
    return part.build();
  }

  /** Hands the untold events over to a message. */
  void taken(Part part) {
    onItsWay = part;
    untold -= part.count();
  }

  /** Settles a part that was delivered, by a digest or as itself. */
  void delivered(Part part, boolean byDigest) {
    onItsWay = null;
    switch (part.kind()) {
      case FIRST:
        opened = true;
        owesBlock = byDigest;
        owedSince = part.composedAt;
        break;
      case UPDATE:
      case BLOCK:
        updatedInPeriod = true;
        interval = timing.nextInterval(interval);
        break;
      case AGAIN:
        back = false;
        interval = timing.nextInterval(interval);
        break;
      case ESCALATION:
        faster = false;
        back = false;
        break;
      case QUIET:
        quietTold = true;
        lastQuietNoticeAt = part.composedAt;
        quietWaits = false;
        break;
      case ENTRY:
        throw new IllegalStateException("an incident has no entries of their own");
    }
    lastNoticeAt = part.composedAt;
    if (part.composedAt - periodStart >= 0) {
      highestRate = Math.max(highestRate, part.rate);
    }
    if (part.severity().compareTo(toldSeverity) > 0) {
      toldSeverity = part.severity();
    }
    if (!byDigest && part.isFull()) {
      dayOfBlock = part.day;
      owesBlock = false;
    }
    if (!byDigest && (part.isFull() || part.hasNewText() || part.hasNewExceptionMessage())) {
      shownText = part.entry().message();
      shownExceptionMessage = exceptionMessage(part.entry());
    }
  }

  private static @Nullable String exceptionMessage(LogEntry entry) {
    ThrowableInfo root = entry.root();
    return root == null ? null : root.message();
  }

  /** Notes that a message outside its own thread has shown a part in full. */
  void shownElsewhere(Part part) {
    owesBlock = false;
    shownText = part.entry().message();
    shownExceptionMessage = exceptionMessage(part.entry());
  }

  /** Takes the events of a message back that was given up. */
  void dissolved(Part part) {
    onItsWay = null;
    untold += part.count();
  }

  /**
   * Settles a part whose events are lost; the news was tried to be told, and is not tried again.
   */
  void lost(Part part) {
    delivered(part, false);
    dayOfBlock = null;
  }

  private void comeBack(long now) {
    silence = now - lastEventAt;
    quiet = false;
    quietWaits = false;
    back = opened;
    periodEvents = 0;
    updatedInPeriod = false;
    highestRate = 0;
    periodStart = now;
    if (silence - 2 * timing.updateMax >= 0) {
      interval = timing.updateInterval;
    }
  }

  private void becomeQuiet(long now) {
    quiet = true;
    owesBlock = false;
    faster = false;
    quietWaits = opened && wantsQuietNotice(now);
  }

  private boolean wantsQuietNotice(long now) {
    if (timing.quietNotice != QuietNotice.AUTO) {
      return timing.quietNotice == QuietNotice.ALWAYS;
    }
    boolean worthIt = updatedInPeriod || periodEvents >= QUIET_NOTICE_EVENTS;
    return worthIt && (!quietTold || now - lastQuietNoticeAt - timing.updateMax >= 0);
  }

  private void lookForEscalation(long now) {
    faster |=
        opened
            && untold >= ESCALATION_EVENTS
            && highestRate > 0
            && rate(now) >= ESCALATION_FACTOR * highestRate;
  }

  private boolean isWorse() {
    return faster || severity.compareTo(toldSeverity) > 0;
  }

  /** Returns events a second since the last notice, or, before the first, since the first event. */
  private double rate(long now) {
    long since = opened ? lastNoticeAt : firstAt;
    return (double) untold * SECOND / Math.max(SECOND, now - since);
  }
}
