/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Tally;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.model.Ticker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Posts problems, not events: entries with one fingerprint form one incident, with news when it
 * begins, continues, gets worse, stops and returns. Not thread-safe.
 */
final class GroupedIncidents implements Incidents {

  /** First notices that are due before the next permit count as waiting. */
  private static final long NEXT_PERMIT = TimeUnit.MILLISECONDS.toNanos(1_100);

  private static final long BLOCK_INTERVAL = TimeUnit.SECONDS.toNanos(20);

  /** Orders incidents that owe a block: ERROR and above first, then the longest wait. */
  private static final Comparator<Incident> FIRST_BLOCK =
      Comparator.comparing((Incident incident) -> !incident.severity().isAtLeast(Severity.ERROR))
          .thenComparing(Ticker.order(Incident::owedSince));

  private final Clock clock;
  private final Mutes mutes;
  private final IncidentTable table;
  private final SampleFingerprinter fingerprints;
  private Trimmer trimmer;
  private final NoticeOrder order = new NoticeOrder();
  private final NoticeMaker notices;

  /** Whether others have taken over. */
  private boolean ended;

  /** The version of the mutes that all incidents have. */
  private long muted;

  /** The tick as of which all counts were taken; null if they have to be taken again. */
  private @Nullable Long lookedAt;

  private @Nullable Long lastBlockAt;

  /**
   * When the first block may be posted after a digest: others of the fleet may have news as well.
   */
  private @Nullable Long firstBlockAt;

  private boolean shared;

  GroupedIncidents(SenderConfig config, Clock clock, Mutes mutes) {
    this.clock = clock;
    this.mutes = mutes;
    this.fingerprints = new SampleFingerprinter(config);
    this.trimmer = new Trimmer(config);
    this.notices = new NoticeMaker(config, clock, order);
    this.table = new IncidentTable(config, clock, mutes);
  }

  @Override
  public boolean takesTallies() {
    return true;
  }

  @Override
  public int waitingEntries() {
    return 0;
  }

  @Override
  public void add(Sample sample, LogEntry known, long since, long now) {
    Tally tally = sample.tally;
    LogEntry kept = trimmer.trimmed(sample.entry);
    if (tally == null) {
      Fingerprint fingerprint = fingerprints.fingerprint(sample.with(known), since);
      table.find(fingerprint, kept, since).add(kept, sample.events, since, now);
      return;
    }
    Incident incident = table.linked(tally);
    long events = tally.take();
    if (incident == null) {
      incident = link(tally, sample, known, kept, since);
    } else if (incident.isOther()) {
      events -= countBehind(incident, tally, events, now);
      incident = link(tally, sample, known, kept, since);
    }
    incident.add(kept, events, since, now);
  }

  /**
   * Counts the events before the sample for the tally's previous incident. Called before the search
   * for a place, which may evict an incident with nothing pending.
   */
  private static long countBehind(Incident other, Tally tally, long events, long now) {
    long stay = Math.max(0, events - 1);
    if (stay > 0) {
      other.count(stay, tally.lastMillis(), now);
    }
    return stay;
  }

  @Override
  public boolean forget(Tally tally, long rest, long now) {
    Incident incident = table.unlink(tally);
    if (incident != null && rest > 0) {
      incident.count(rest, tally.lastMillis(), now);
    }
    return incident != null || rest == 0;
  }

  /**
   * Finds the incident that a tally counts for; if frames alone decide, it serves all tallies with
   * these frames.
   */
  private Incident link(Tally tally, Sample sample, LogEntry known, LogEntry kept, long now) {
    Fingerprint fingerprint = fingerprints.fingerprint(sample.with(known), now);
    Incident incident = table.find(fingerprint, kept, now);
    table.link(tally, incident);
    ThrowableInfo root = known.root();
    if (root != null) {
      Tally whole = tally.decide(!root.frames.isEmpty() && fingerprint.isOfFramesAlone());
      if (whole != null && table.linked(whole) == null) {
        table.link(whole, incident);
      }
    }
    return incident;
  }

  @Override
  public boolean join(Tally tally, Tally other) {
    Incident incident = table.linked(other);
    if (incident != null) {
      table.link(tally, incident);
    }
    return incident != null;
  }

  /** Takes all counts, once per tick. */
  private void look(long now) {
    if (lookedAt == null || lookedAt != now) {
      lookedAt = now;
      long wallMillis = clock.millis();
      table.all().forEach(incident -> incident.refresh(wallMillis, now));
    }
  }

  @Override
  public boolean isEmpty() {
    return table.all().stream().noneMatch(GroupedIncidents::hasPending);
  }

  @Override
  public boolean isEmptyButForMuted() {
    return table.all().stream().noneMatch(incident -> !incident.isMuted() && hasPending(incident));
  }

  private static boolean hasPending(Incident incident) {
    return incident.unsettled() > 0 || incident.tallies.stream().anyMatch(Tally::hasCounted);
  }

  @Override
  public @Nullable Known known(String id) {
    Fingerprint fingerprint = null;
    List<Tally> tallies = new ArrayList<>();
    for (Incident incident : table.all()) {
      if (incident.id().equals(id)) {
        fingerprint = incident.fingerprint;
        tallies.addAll(incident.tallies);
      }
    }
    return fingerprint == null ? null : new Known(fingerprint, tallies);
  }

  @Override
  public boolean hasOpen() {
    for (Incident incident : table.all()) {
      if (isOpen(incident)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOpen(Incident incident) {
    return !incident.isQuiet() || incident.isMuted();
  }

  @Override
  public void mute(long now) {
    mutes.expire(now);
    long version = mutes.version();
    if (version != muted) {
      muted = version;
      table.all().forEach(incident -> incident.mute(mutes.endOf(incident.id()), now));
    }
  }

  @Override
  public long nanosUntilDue(long now) {
    look(now);
    long wallMillis = clock.millis();
    long next = Long.MAX_VALUE;
    boolean owed = false;
    for (Incident incident : table.all()) {
      boolean waits =
          incident.nextKind() != null || incident.isMuted() || incident.isLeftToOthers();
      boolean watched = waits || incident.wakeAtNextEvent(wallMillis, now);
      if (incident.nextKind() != null) {
        next = Math.min(next, incident.dueAt() - now);
      } else if (!watched) {
        // events counted until then have no sample that would wake the delivery thread
        next = Math.min(next, incident.nanosUntilUpdate(now));
      }
      if (!incident.isQuiet()) {
        next = Math.min(next, incident.quietAt() - now);
        owed |= incident.owesBlock();
      }
      if (next <= 0) {
        return 0;
      }
    }
    return owed ? Math.min(next, nanosUntilBlock(now)) : next;
  }

  @Override
  public long nanosUntilUrgent(long now) {
    look(now);
    long next = Long.MAX_VALUE;
    for (Incident incident : table.all()) {
      if (isUrgent(incident)) {
        next = Math.min(next, Math.max(0, incident.dueAt() - now));
      }
    }
    return next;
  }

  @Override
  public @Nullable Notice next(long now, boolean lastPermits) {
    List<Notice> due = dueNotices(now);
    if (due.isEmpty()) {
      return lastPermits ? null : nextBlock(now);
    }
    Notice picked = order.pick(due, lastPermits);
    return picked == null ? null : notices.ordered(picked);
  }

  @Override
  public @Nullable Notice everything(long now) {
    List<Notice> pending = pending(now);
    return pending.isEmpty() ? null : notices.summary(pending, now);
  }

  @Override
  public @Nullable Notice owedBlock(long now) {
    List<Incident> owing = owing().collect(Collectors.toList());
    return owing.isEmpty() ? null : notices.block(NoticeMaker.likeliest(owing), now);
  }

  @Override
  public boolean owesBlock() {
    return table.all().stream().anyMatch(Incident::owesBlock);
  }

  @Override
  public void taken(Notice notice, int count) {
    for (Part part : notice.parts.subList(0, count)) {
      part.incident().taken(part);
    }
    if (count == 0) {
      return;
    }
    Part first = notice.parts.get(0);
    order.picked(
        notice.parts.subList(0, count).stream()
            .map(part -> part.incident().logger)
            .collect(Collectors.toSet()));
    if (first.kind == Part.Kind.BLOCK) {
      lastBlockAt = first.composedAt;
    } else if (shared && notice.form == Notice.Form.DIGEST) {
      firstBlockAt = first.composedAt + FleetShare.ADD_INTERVAL;
    }
  }

  @Override
  public void delivered(Notice notice) {
    for (int i = 0; i < notice.parts.size(); i++) {
      Part part = notice.parts.get(i);
      Incident incident = part.incident();
      boolean leads = notice.form == Notice.Form.SUMMARY && i == 0;
      boolean atHome = leads && Objects.equals(notice.thread, incident.thread);
      incident.delivered(part, notice.form != Notice.Form.PARTS && !atHome);
      if (leads && !atHome) {
        incident.shownElsewhere(part);
      }
    }
  }

  @Override
  public boolean takeBack(Notice notice) {
    notice.parts.forEach(part -> part.incident().takeBack(part));
    return !ended;
  }

  @Override
  public void lost(Notice notice, DropReason reason) {
    notice.parts.forEach(part -> part.incident().lost(part));
  }

  /** Keeps the incidents, or ends them if grouping is switched off. */
  @Override
  public Incidents adopt(SenderConfig config, long now) {
    if (!config.groups) {
      ended = true;
      table.all().forEach(incident -> incident.mute(null, now));
      return Incidents.of(config, clock, mutes);
    }
    fingerprints.adopt(config);
    trimmer = new Trimmer(config);
    notices.adopt(config);
    table.adopt(config);
    lookedAt = null; // an active period may be over by the new settings
    return this;
  }

  @Override
  public List<Part> open(long now) {
    lookedAt = null; // later events than those of this step are counted too
    look(now);
    return table.all().stream()
        .filter(GroupedIncidents::isOpen)
        .sorted(Comparator.comparingLong(Incident::lastMillis).reversed())
        .map(incident -> notices.state(incident, now))
        .collect(Collectors.toList());
  }

  @Override
  public @Nullable Notice rest(long now) {
    List<Notice> pending = pending(now);
    return pending.isEmpty() ? null : notices.digestOfAll(pending);
  }

  private List<Notice> pending(long now) {
    lookedAt = null;
    look(now);
    List<Incident> pending =
        table.all().stream()
            .filter(incident -> incident.unreported() > 0 && incident.isOwn())
            .collect(Collectors.toList());
    return notices.byThread(pending, now);
  }

  private List<Notice> dueNotices(long now) {
    look(now);
    List<Incident> due =
        table.all().stream()
            .filter(incident -> isDueWithNextPermit(incident, now) && incident.isOwn())
            .collect(Collectors.toCollection(ArrayList::new));
    // problems that begin moments apart would otherwise be posted one by one
    if (!notices.areFirstsOfDigest(due, now)) {
      due.removeIf(incident -> !incident.isDue(now));
    }
    due.sort(Ticker.order(Incident::dueAt));
    return notices.withDigests(due, now);
  }

  private @Nullable Notice nextBlock(long now) {
    return nanosUntilBlock(now) > 0
        ? null
        : owing().min(FIRST_BLOCK).map(incident -> notices.block(incident, now)).orElse(null);
  }

  /** Returns the incidents that only a digest has named. */
  private Stream<Incident> owing() {
    return table.all().stream().filter(incident -> incident.owesBlock() && incident.isOwn());
  }

  @Override
  public void join(@Nullable FleetView fleet, long now) {
    shared = fleet != null;
    table.join(fleet, now);
  }

  @Override
  public int claims() {
    int claims = 0;
    for (Incident incident : table.all()) {
      claims += incident.isClaimed() ? 1 : 0;
    }
    return claims;
  }

  @Override
  public long nanosUntilAdd(long now) {
    look(now);
    long next = Long.MAX_VALUE;
    for (Incident incident : table.all()) {
      next = Math.min(next, incident.nanosUntilAdd(now));
    }
    return next;
  }

  @Override
  public FleetBatch toAdd(long now) {
    look(now);
    return FleetBatch.ofFirst(shared(incident -> incident.nanosUntilAdd(now) == 0), now);
  }

  @Override
  public FleetBatch known(long now) {
    look(now);
    return FleetBatch.ofFlush(
        shared(incident -> !incident.isQuiet() || incident.unsettled() > 0), now);
  }

  @Override
  public FleetBatch toClaim(boolean everything, long now) {
    look(now);
    if (everything) {
      List<Incident> pending = shared(incident -> incident.unsettled() > 0);
      pending.addAll(shared(incident -> incident.unsettled() == 0 && incident.owesBlock()));
      return FleetBatch.ofFlush(pending, now);
    }
    List<Incident> news = shared(incident -> isDueWithNextPermit(incident, now));
    news.sort(Comparator.comparing(incident -> !isUrgent(incident)));
    if (!news.isEmpty()) {
      // others may have given back what they had claimed
      news.addAll(shared(incident -> incident.isNewElsewhere(now + NEXT_PERMIT)));
    }
    if (news.stream().noneMatch(incident -> incident.isDue(now)) && nanosUntilBlock(now) == 0) {
      news.addAll(shared(Incident::owesBlock));
    }
    return FleetBatch.ofFirst(news, now);
  }

  private static boolean isUrgent(Incident incident) {
    Part.Kind kind = incident.nextKind();
    return kind != null && Notice.Rank.of(kind, incident.severity()).mayTakeLastPermits();
  }

  private static boolean isDueWithNextPermit(Incident incident, long now) {
    return incident.isDue(incident.nextKind() == Part.Kind.FIRST ? now + NEXT_PERMIT : now);
  }

  @Override
  public FleetBatch shared(Notice notice, long now) {
    return FleetBatch.of(
        notice.parts.stream()
            .map(Part::incident)
            .filter(Incident::isShared)
            .distinct()
            .collect(Collectors.toList()),
        now);
  }

  private List<Incident> shared(Predicate<Incident> wanted) {
    return table.all().stream()
        .filter(incident -> incident.isShared() && wanted.test(incident))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  @Override
  public void end() {
    table.all().forEach(Incident::end);
  }

  @Override
  public long handOver() {
    return table.all().stream().mapToLong(Incident::handOver).sum();
  }

  private long nanosUntilBlock(long now) {
    long first = firstBlockAt == null ? 0 : Math.max(0, firstBlockAt - now);
    return lastBlockAt == null ? first : Math.max(first, lastBlockAt + BLOCK_INTERVAL - now);
  }
}
