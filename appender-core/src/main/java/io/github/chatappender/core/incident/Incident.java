/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.config.SenderConfig.QuietNotice;
import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one problem: its events, its posted notices, and when the next news is due. Used only by
 * the delivery thread.
 *
 * <p>The {@linkplain UpdateLadder ladder} of its updates starts again only after a silence of twice
 * {@code updateMax}; an {@linkplain ActivePeriod active period} ends after {@code quietAfter}.
 */
final class Incident {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Chat shows the time of a message in minutes. */
  private static final long LATE = TimeUnit.MINUTES.toNanos(1);

  final String key;
  final @Nullable String thread;
  final String logger;
  final boolean withException;

  /** The tallies that count for this incident; its table changes them. */
  final List<Tally> tallies = new ArrayList<>(1);

  final Fingerprint fingerprint;
  private final TopThreads threads = new TopThreads();
  private final Shown shown = new Shown();
  private final long firstMillis;
  private final long firstAt;

  private SenderConfig config;
  private LogEntry latest;
  private Severity severity;
  private long lastMillis;
  private long lastEventAt;
  private long total;
  private long pending;
  private ActivePeriod period;
  private EventSpans spans;
  private UpdateLadder ladder;

  /** Whether the first notice was posted; all others come after it. */
  private boolean opened;

  private boolean owesBlock;
  private long owedSince;

  /** When the mute ends; null unless the problem is muted. */
  private @Nullable Instant mutedUntil;

  /** When the mute began or ended. */
  private long muteChangedAt;

  /** The severity when the mute began; a higher one is posted. */
  private Severity mutedSeverity = Severity.OFF;

  /** Whether the beginning of the mute is still to be posted, or its end. */
  private boolean muteNews;

  /** Whether the thread says that the problem is muted, and not yet that this is over. */
  private boolean muteShown;

  private boolean quietReported;
  private long lastQuietNoticeAt;
  private @Nullable Part inFlight;

  Incident(
      String key,
      Fingerprint fingerprint,
      @Nullable String thread,
      LogEntry first,
      SenderConfig config,
      long now) {
    this.key = key;
    this.fingerprint = fingerprint;
    this.thread = thread;
    this.logger = first.logger;
    this.withException = !first.chain.isEmpty();
    this.config = config;
    this.latest = first;
    this.firstMillis = first.timeMillis;
    this.lastMillis = first.timeMillis;
    this.severity = first.severity;
    this.firstAt = now;
    this.lastEventAt = now;
    this.period = ActivePeriod.first(now);
    this.spans = new EventSpans(now);
    this.ladder = new UpdateLadder(now, config.updateInterval.toNanos());
  }

  /** Applies new settings to later notices. */
  void adopt(SenderConfig changed) {
    config = changed;
  }

  /**
   * Adds a sample and the events counted with it.
   *
   * @param since the tick at which the sample came; events counted with it may be newer
   */
  void add(LogEntry sample, long events, long since, long now) {
    endPeriodIfOver(since);
    if (period.isOver() && events > 0) {
      beginPeriod(since);
    }
    latest = sample;
    threads.add(sample.thread);
    if (sample.severity.compareTo(severity) > 0) {
      severity = sample.severity;
    }
    if (events > 0) {
      count(events, sample.timeMillis, now);
    }
  }

  /** Counts events without a sample. */
  void count(long events, long millis, long eventAt) {
    if (period.isOver()) {
      beginPeriod(eventAt);
    }
    lastMillis = Math.max(lastMillis, millis);
    total += events;
    pending += events;
    lastEventAt = eventAt;
    period.count(events);
    spans.add(events, eventAt);
    period.lookForEscalation(pending, rate(eventAt));
  }

  /**
   * Takes the counts of the tallies, and ends the active period if it has timed out.
   *
   * @param wallMillis the current time, used to compute the tick of an event
   */
  void refresh(long wallMillis, long now) {
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
   * Makes the next event wake the delivery thread, and takes the events before it.
   *
   * @return false if more may be counted without waking the thread
   */
  boolean wakeAtNextEvent(long wallMillis, long now) {
    boolean wakes = true;
    for (int i = 0; i < tallies.size(); i++) {
      wakes &= tallies.get(i).hearNext(wallMillis);
    }
    refresh(wallMillis, now);
    return wakes;
  }

  /** Returns the tick of an event by the clock, but never before the last event or after now. */
  private long tickOf(long millis, long wallMillis, long now) {
    long ago = TimeUnit.MILLISECONDS.toNanos(Math.max(0, wallMillis - millis));
    return now - Math.min(ago, now - lastEventAt);
  }

  /**
   * Mutes the problem: its events are only counted, and only an escalation is posted. People see
   * the beginning and the end in its thread, if it has one.
   *
   * @param until when the mute ends; null to end it now
   */
  void mute(@Nullable Instant until, long now) {
    if (Objects.equals(until, mutedUntil)) {
      return;
    }
    if (mutedUntil == null) {
      mutedSeverity = severity;
    }
    boolean beingShown = inFlight != null && inFlight.mutedUntilMillis != 0;
    mutedUntil = until;
    muteChangedAt = now;
    muteNews = until == null ? muteShown || beingShown : opened || inFlight != null;
  }

  private static long millis(@Nullable Instant instant) {
    return instant == null ? 0 : instant.toEpochMilli();
  }

  boolean isMuted() {
    return mutedUntil != null;
  }

  /** Returns the id that messages show. */
  String id() {
    return fingerprint.hex.substring(0, 8);
  }

  private void beginPeriod(long now) {
    long silence = now - lastEventAt;
    period = ActivePeriod.after(silence, now, opened);
    spans = new EventSpans(now);
    if (silence - 2 * config.updateMax.toNanos() >= 0) {
      ladder = ladder.restarted(config.updateInterval.toNanos());
    }
  }

  private void endPeriodIfOver(long now) {
    if (!period.isOver() && now - quietAt() >= 0) {
      period.end(opened && wantsQuietNotice(now));
      owesBlock = false;
    }
  }

  private boolean wantsQuietNotice(long now) {
    if (config.quietNotice != QuietNotice.AUTO) {
      return config.quietNotice == QuietNotice.ALWAYS;
    }
    boolean rested = !quietReported || now - lastQuietNoticeAt - config.updateMax.toNanos() >= 0;
    return rested && period.isWorthQuietNotice();
  }

  /** Returns the kind of the next news, due or not; null if there is none or one is in flight. */
  Part.@Nullable Kind nextKind() {
    if (inFlight != null) {
      return null;
    }
    if (isMuted()) {
      return nextKindWhileMuted();
    }
    if (!opened) {
      return pending > 0 ? Part.Kind.FIRST : null;
    }
    if (muteNews) {
      return Part.Kind.UNMUTED;
    }
    if (pending > 0 && (period.isEscalationPending() || shown.isLessSevereThan(severity))) {
      return Part.Kind.ESCALATION;
    }
    if (period.isEndPending()) {
      return Part.Kind.QUIET;
    }
    if (pending > 0) {
      return period.isReturnPending() ? Part.Kind.AGAIN : Part.Kind.UPDATE;
    }
    return null;
  }

  private Part.@Nullable Kind nextKindWhileMuted() {
    boolean rose = severity.compareTo(mutedSeverity) > 0 && shown.isLessSevereThan(severity);
    if (pending > 0 && (period.isEscalationPending() || rose)) {
      return Part.Kind.ESCALATION;
    }
    return muteNews ? Part.Kind.MUTED : null;
  }

  /** Returns the tick at which {@link #nextKind} is due. */
  long dueAt() {
    Part.Kind kind = nextKind();
    if (kind == Part.Kind.MUTED || kind == Part.Kind.UNMUTED) {
      return muteChangedAt;
    }
    if (kind == Part.Kind.FIRST) {
      return firstAt + firstWait();
    }
    if (kind == Part.Kind.UPDATE) {
      return ladder.nextAt();
    }
    if (kind == Part.Kind.AGAIN) {
      long together = period.start + firstWait();
      return together - ladder.nextAt() > 0 ? together : ladder.nextAt();
    }
    // a quiet notice is due when the problem is over, an escalation when it is found
    return kind == Part.Kind.QUIET ? quietAt() : lastEventAt;
  }

  /** Returns how long the first news of a period waits for more events: FATAL does not wait. */
  private long firstWait() {
    return severity.isAtLeast(Severity.FATAL) ? 0 : config.firstWait.toNanos();
  }

  /** Returns when the active period ends without another event. */
  long quietAt() {
    return lastEventAt + config.quietAfter.toNanos();
  }

  /**
   * Returns the time until an update of events still to come, {@link Long#MAX_VALUE} if the next
   * event is news at once.
   */
  long nanosUntilUpdate(long now) {
    long left = ladder.nextAt() - now;
    return opened && !period.isOver() && left > 0 ? left : Long.MAX_VALUE;
  }

  /** Returns whether this incident collects problems that found no place of their own. */
  boolean isOther() {
    return fingerprint.kind == Fingerprint.Kind.OTHER;
  }

  private @Nullable String others() {
    if (!isOther()) {
      return null;
    }
    return fingerprint.equals(Fingerprint.other("")) ? "" : logger;
  }

  boolean isQuiet() {
    return period.isOver();
  }

  long pending() {
    return pending;
  }

  boolean isInFlight() {
    return inFlight != null;
  }

  boolean owesBlock() {
    return owesBlock && inFlight == null && !isMuted();
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

  /** Returns whether the newest sample has an exception. */
  boolean hasException() {
    return !latest.chain.isEmpty();
  }

  /** Describes the news of a kind as of now, for its own thread on that day. */
  Part part(Part.Kind kind, long now, String day) {
    boolean full = kind == Part.Kind.FIRST || kind == Part.Kind.BLOCK || !shown.hasBlockOf(day);
    return part(kind, now, day, full && kind != Part.Kind.MUTED);
  }

  /** Describes the news of a kind as of now, in full or in one line. */
  Part part(Part.Kind kind, long now, String day, boolean full) {
    Part.Builder part = new Part.Builder(kind, latest);
    part.incident = this;
    part.composedAt = now;
    part.dueAt = dueAt();
    part.day = day;
    part.rate = rate(now);
    part.count = pending;
    part.total = total;
    part.severity = severity;
    part.sinceMillis = firstMillis;
    part.lastMillis = lastMillis;
    part.late = now - firstAt >= LATE;
    part.silenceSeconds =
        kind == Part.Kind.AGAIN ? TimeUnit.NANOSECONDS.toSeconds(period.silence) : 0;
    part.mutedUntilMillis = millis(mutedUntil);
    part.full = full;
    part.newText = kind != Part.Kind.MUTED && !shown.isText(latest);
    part.newExceptionMessage = kind != Part.Kind.MUTED && !shown.isExceptionMessage(latest);
    part.fingerprint = fingerprint.hex;
    part.others = others();
    part.threads = threads.names();
    part.spans = spans.until(now);
    return part.build();
  }

  /** Moves pending events to a message. */
  void taken(Part part) {
    inFlight = part;
    pending -= part.count;
  }

  /** Settles a part that was delivered, in a digest or by itself. */
  void delivered(Part part, boolean byDigest) {
    inFlight = null;
    opened = true;
    switch (part.kind) {
      case FIRST:
        owesBlock = byDigest;
        owedSince = part.composedAt;
        break;
      case UPDATE:
      case BLOCK:
        period.updateReported();
        ladder = ladder.climbed(config.updateMax.toNanos());
        break;
      case AGAIN:
        period.returnReported();
        ladder = ladder.climbed(config.updateMax.toNanos());
        break;
      case ESCALATION:
        period.escalationReported();
        muteShown |= part.mutedUntilMillis != 0;
        break;
      case QUIET:
        period.endReported();
        quietReported = true;
        lastQuietNoticeAt = part.composedAt;
        break;
      case MUTED:
        muteShown = true;
        muteNews &= part.mutedUntilMillis != millis(mutedUntil);
        break;
      case UNMUTED:
        muteShown = false;
        muteNews &= isMuted();
        // this notice replaces all others that the mute has held back
        period.escalationReported();
        period.endReported();
        break;
      case ENTRY:
        throw new IllegalStateException("an incident has no entries of their own");
    }
    ladder = ladder.after(part.composedAt);
    period.noteRate(part.rate, part.composedAt);
    shown.noteSeverity(part.severity);
    if (!byDigest && part.full) {
      shown.noteBlock(part.day);
      owesBlock = false;
    }
    if (!byDigest && (part.full || part.newText || part.newExceptionMessage)) {
      shown.noteTexts(part.entry);
    }
  }

  /** Records that a message outside the incident's own thread has shown a part in full. */
  void shownElsewhere(Part part) {
    owesBlock = false;
    shown.noteTexts(part.entry);
  }

  /** Takes back the events of a message that was given up. */
  void takeBack(Part part) {
    inFlight = null;
    pending += part.count;
  }

  /** Settles a part whose events are lost; this news is not tried again. */
  void lost(Part part) {
    delivered(part, false);
    shown.noteBlock(null);
  }

  /**
   * Returns pending events per second since the last notice, or since the first event without one.
   */
  private double rate(long now) {
    return (double) pending * SECOND / Math.max(SECOND, ladder.nanosSinceNotice(now));
  }
}
