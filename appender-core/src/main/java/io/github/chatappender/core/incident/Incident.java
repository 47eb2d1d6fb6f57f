/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.config.SenderConfig.QuietNotice;
import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** The severities by the numbers that a fleet knows them by. */
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

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
  private final Muting muting = new Muting();

  /** What other senders know of the problem. */
  private Share share = Share.NONE;

  private final EventCounts counts;
  private SenderConfig config;
  private LogEntry latest;
  private Severity severity;
  private ActivePeriod period;
  private UpdateLadder ladder;

  /** Whether the first notice was posted; all others come after it. */
  private boolean opened;

  private boolean owesBlock;
  private long owedSince;

  private @Nullable Long lastQuietNoticeAt;
  private @Nullable Part inFlight;

  Incident(
      String key,
      Fingerprint fingerprint,
      @Nullable String thread,
      LogEntry first,
      SenderConfig config,
      @Nullable FleetView fleet,
      long now) {
    this.key = key;
    this.fingerprint = fingerprint;
    this.thread = thread;
    this.logger = first.logger;
    this.withException = !first.chain.isEmpty();
    this.config = config;
    join(fleet, now);
    this.latest = first;
    this.counts = new EventCounts(first.timeMillis, now);
    this.severity = first.severity;
    this.period = new ActivePeriod(now, 0, false);
    this.ladder = new UpdateLadder(now, config.updateInterval.toNanos());
  }

  /** Shares the problem with a fleet from now on; null for none. */
  final void join(@Nullable FleetView fleet, long now) {
    share = fleet == null ? Share.NONE : new FleetShare(fleet, key, now);
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
    counts.count(events, millis, eventAt);
    follow(events, eventAt);
  }

  private void follow(long events, long eventAt) {
    period.count(events, eventAt);
    period.lookForEscalation(unreported(), rate(eventAt));
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
        count(events, tally.lastMillis(), counts.tickOf(tally.lastMillis(), wallMillis, now));
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

  /**
   * Mutes the problem: its events are only counted, and only an escalation is posted. People see
   * the beginning and the end in its thread, if it has one.
   *
   * @param until when the mute ends; null to end it now
   */
  void mute(@Nullable Instant until, long now) {
    boolean saysSo = inFlight != null && inFlight.mutedUntilMillis != 0;
    muting.change(until, severity, opened || inFlight != null, saysSo, now);
  }

  boolean isMuted() {
    return muting.isOn();
  }

  /** Returns the id that messages show. */
  String id() {
    return fingerprint.hex.substring(0, 8);
  }

  private void beginPeriod(long now) {
    long silence = now - counts.lastAt();
    period = new ActivePeriod(now, silence, opened);
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
    Long last = lastQuietNoticeAt;
    boolean rested = last == null || now - last - config.updateMax.toNanos() >= 0;
    return rested && period.isWorthQuietNotice();
  }

  /**
   * Returns the kind of the next news, due or not; null if there is none, if one is in flight, or
   * if another sender posts it.
   */
  Part.@Nullable Kind nextKind() {
    Part.Kind kind = pendingKind();
    return kind == null || share.mayPost(kind) ? kind : null;
  }

  /** Returns whether a first notice is due at a tick that another sender has claimed. */
  boolean isNewElsewhere(long tick) {
    return share.isElsewhere()
        && pendingKind() == Part.Kind.FIRST
        && dueAt(Part.Kind.FIRST) - tick <= 0;
  }

  /** Gives up the claim if no notice was posted yet, nor is under way; returns whether it did. */
  boolean giveBackIfNew() {
    return !opened && inFlight == null && share.giveBack();
  }

  /** Returns the kind of the next news, whoever posts it; null if there is none. */
  Part.@Nullable Kind pendingKind() {
    return inFlight == null ? news() : null;
  }

  private Part.@Nullable Kind news() {
    boolean some = unreported() > 0;
    if (isMuted()) {
      return newsWhileMuted(some);
    }
    if (!opened) {
      return some ? Part.Kind.FIRST : null;
    }
    if (muting.hasNews()) {
      return Part.Kind.UNMUTED;
    }
    if (some && (period.isEscalationPending() || shown.isLessSevereThan(severity))) {
      return Part.Kind.ESCALATION;
    }
    if (period.isEndPending()) {
      return Part.Kind.QUIET;
    }
    if (some) {
      return period.isReturnPending() ? Part.Kind.AGAIN : Part.Kind.UPDATE;
    }
    return null;
  }

  private Part.@Nullable Kind newsWhileMuted(boolean some) {
    boolean rose = muting.isExceededBy(severity) && shown.isLessSevereThan(severity);
    if (some && (period.isEscalationPending() || rose)) {
      return Part.Kind.ESCALATION;
    }
    return muting.hasNews() ? Part.Kind.MUTED : null;
  }

  /** Returns whether there is news that is due at a tick. */
  boolean isDue(long tick) {
    return nextKind() != null && dueAt() - tick <= 0;
  }

  /** Returns the tick at which {@link #nextKind} is due. */
  long dueAt() {
    Part.Kind kind = nextKind();
    return kind == null ? dueAt(null) : share.dueAt(kind, dueAt(kind));
  }

  private long dueAt(Part.@Nullable Kind kind) {
    if (kind == Part.Kind.MUTED || kind == Part.Kind.UNMUTED) {
      return muting.changedAt();
    }
    if (kind == Part.Kind.FIRST) {
      return counts.firstAt + firstWait();
    }
    if (kind == Part.Kind.UPDATE) {
      return ladder.nextAt();
    }
    if (kind == Part.Kind.AGAIN) {
      long together = period.start + firstWait();
      return together - ladder.nextAt() > 0 ? together : ladder.nextAt();
    }
    // a quiet notice is due when the problem is over, an escalation when it is found
    return kind == Part.Kind.QUIET ? quietAt() : counts.lastAt();
  }

  /** Returns how long the first news of a period waits for more events: FATAL does not wait. */
  private long firstWait() {
    return severity.isAtLeast(Severity.FATAL) ? 0 : config.firstWait.toNanos();
  }

  /** Returns when the active period ends without another event. */
  long quietAt() {
    return counts.lastAt() + config.quietAfter.toNanos();
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

  /** Returns how many events are in no notice, wherever they were counted. */
  long unreported() {
    return counts.pending() + share.pendingElsewhere();
  }

  long pending() {
    return counts.pending();
  }

  boolean isInFlight() {
    return inFlight != null;
  }

  boolean owesBlock() {
    return owesBlock && inFlight == null && !isMuted() && share.mayPost(Part.Kind.BLOCK);
  }

  long owedSince() {
    return owedSince;
  }

  long lastEventAt() {
    return counts.lastAt();
  }

  long lastMillis() {
    return counts.lastMillis();
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
    part.count = counts.pending();
    part.total = counts.total();
    part.severity = severity;
    part.sinceMillis = counts.firstMillis;
    part.lastMillis = counts.lastMillis();
    part.late = now - counts.firstAt >= LATE;
    share.addTo(part, counts);
    part.silenceSeconds =
        kind == Part.Kind.AGAIN ? TimeUnit.NANOSECONDS.toSeconds(period.silence) : 0;
    part.mutedUntilMillis = muting.untilMillis();
    part.full = full;
    part.newText = kind != Part.Kind.MUTED && !shown.isText(latest);
    part.newExceptionMessage = kind != Part.Kind.MUTED && !shown.isExceptionMessage(latest);
    part.fingerprint = fingerprint.hex;
    part.others = others();
    part.threads = threads.names();
    part.spans = period.spans(now);
    return part.build();
  }

  /** Moves pending events to a message. */
  void taken(Part part) {
    inFlight = part;
    counts.take(part.own);
    share.taken();
  }

  /** Settles a part that was delivered, in a digest or by itself. */
  void delivered(Part part, boolean byDigest) {
    inFlight = null;
    opened = true;
    share.reported(part);
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
        muting.escalationReported(part.mutedUntilMillis);
        break;
      case QUIET:
        period.endReported();
        lastQuietNoticeAt = part.composedAt;
        break;
      case MUTED:
        muting.beginningReported(part.mutedUntilMillis);
        break;
      case UNMUTED:
        muting.endReported();
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
    counts.takeBack(part.own);
  }

  /** Settles a part whose events are lost; this news is not tried again. */
  void lost(Part part) {
    delivered(part, false);
    shown.noteBlock(null);
  }

  /**
   * Returns unreported events per second since the last notice, or since the first event without
   * one; in a fleet for each host, since more hosts are news of their own.
   */
  private double rate(long now) {
    double all = (double) unreported() * SECOND / Math.max(SECOND, now - ladder.noticeAt);
    return all / share.hosts();
  }

  boolean isShared() {
    return share.isShared();
  }

  /** Returns whether this sender posts the problem's notices for a fleet. */
  boolean isClaimed() {
    return share.isClaimed();
  }

  /** Returns whether a notice may report the problem now: a request has claimed it for that. */
  boolean isOwn() {
    return share.isOwn();
  }

  /**
   * Returns whether news waits although this sender may not post it, so that events need not wake
   * the delivery thread.
   */
  boolean isLeftToOthers() {
    return isShared() && !period.isOver() && (share.isElsewhere() || news() != nextKind());
  }

  /** Returns how many events the problem waits for before its sender may end. */
  long unsettled() {
    return share.unsettled(counts);
  }

  /** Notes that the sender ends. */
  void end() {
    share.end();
  }

  /** Settles the events that the fleet knows and other senders report; returns how many. */
  long handOver() {
    return inFlight == null ? share.handOver(counts) : 0;
  }

  /** Returns the time until the fleet should learn of this problem; never without need. */
  long nanosUntilAdd(long now) {
    return share.nanosUntilAdd(counts, !isQuiet(), now);
  }

  /** Returns what this sender knows of the problem. */
  FleetCounts counts(long now) {
    long reported = counts.taken() - (inFlight == null ? 0 : inFlight.own);
    UpdateLadder notices = opened ? ladder : null;
    return share.counts(counts, reported, notices, SEVERITIES.indexOf(shown.severity()), now);
  }

  /** Notes that a request has named counts of the problem. */
  void asked(FleetCounts named) {
    share.asked(named);
  }

  /**
   * Takes what the fleet knows of the problem.
   *
   * @return how many events of this sender others have reported since
   */
  long merge(FleetCounts asked, FleetStanding standing, long now) {
    long more = share.merge(asked, standing, now);
    if (standing.noticeAge != FleetCounts.NEVER) {
      noticed(standing, now - TimeUnit.MILLISECONDS.toNanos(standing.noticeAge));
    }
    if (more > 0) {
      countElsewhere(more, now - TimeUnit.MILLISECONDS.toNanos(standing.lastAge));
      endPeriodIfOver(now);
    }
    long reported = inFlight == null ? counts.takeUpTo(standing.reportedOfSource) : 0;
    period.reported(unreported());
    return reported;
  }

  private void countElsewhere(long events, long eventAt) {
    endPeriodIfOver(eventAt);
    if (period.isOver()) {
      beginPeriod(eventAt - counts.lastAt() > 0 ? eventAt : counts.lastAt());
    }
    follow(events, counts.seenElsewhere(eventAt));
  }

  /** Notes a notice that another sender may have posted. */
  private void noticed(FleetStanding standing, long noticeAt) {
    if (opened && noticeAt - ladder.noticeAt < SECOND) {
      return;
    }
    if (opened) {
      period.updateReported();
    }
    opened = true;
    owesBlock = false;
    ladder = new UpdateLadder(noticeAt, TimeUnit.MILLISECONDS.toNanos(standing.interval));
    shown.noteSeverity(SEVERITIES.get(Math.floorMod(standing.reportedSeverity, SEVERITIES.size())));
    muting.noticedElsewhere(noticeAt);
    period.escalationReported();
    if (noticeAt - quietAt() + SECOND >= 0) { // ages contain latencies
      period.endReported();
    }
  }
}
