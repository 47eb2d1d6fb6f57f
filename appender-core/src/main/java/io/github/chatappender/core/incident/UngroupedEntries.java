/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.config.ThreadBy;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Tally;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts every event as its own entry: entries of one thread share a message, and the thread that
 * has waited longest comes first. Bounded by {@code queueCapacity}. Not thread-safe.
 */
final class UngroupedEntries implements Incidents {

  /** Orders the likely reason of an end first. */
  private static final Comparator<WaitingEntry> LIKELIEST =
      Comparator.comparing((WaitingEntry waiting) -> waiting.sample.entry.severity)
          .thenComparing(waiting -> !waiting.sample.entry.chain.isEmpty())
          .thenComparing(waiting -> waiting.sample.entry.timeMillis)
          .reversed();

  private final ThreadBy threadBy;
  private final Clock clock;
  private final Mutes mutes;
  private final SampleFingerprinter fingerprints;
  private final Trimmer trimmer;
  private final long firstWaitNanos;
  private final EntryLane lane = new EntryLane();
  private long picks;

  /** Creates an empty table; clock and mutes are for its successor. */
  UngroupedEntries(SenderConfig config, Clock clock, Mutes mutes) {
    this.clock = clock;
    this.mutes = mutes;
    threadBy = config.threadBy;
    fingerprints = new SampleFingerprinter(config);
    trimmer = new Trimmer(config);
    firstWaitNanos = config.firstWait.toNanos();
  }

  @Override
  public boolean takesTallies() {
    return false;
  }

  @Override
  public int waitingEntries() {
    return lane.size();
  }

  @Override
  public void add(Sample sample, LogEntry known, long since, long now) {
    String thread = threadBy.valueOf(sample.entry, problem(sample.with(known), since));
    Sample trimmed = sample.with(trimmer.trimmed(sample.entry));
    long wait = sample.entry.severity.isAtLeast(Severity.FATAL) ? 0 : firstWaitNanos;
    lane.add(place(thread), thread, new WaitingEntry(trimmed, since + wait));
  }

  /** Ungrouped entries have no tally; one is left over only after a change of settings. */
  @Override
  public boolean forget(Tally tally, long rest, long now) {
    return rest == 0;
  }

  @Override
  public boolean join(Tally tally, Tally other) {
    return false;
  }

  @Override
  public boolean isEmpty() {
    return lane.size() == 0;
  }

  @Override
  public boolean isEmptyButForMuted() {
    return isEmpty();
  }

  @Override
  public @Nullable Known known(String id) {
    return null;
  }

  @Override
  public boolean hasOpen() {
    return false;
  }

  @Override
  public void mute(long now) {
    // an entry has no id
  }

  @Override
  public long nanosUntilDue(long now) {
    return lane.nanosUntilDue(now);
  }

  /** All ungrouped entries are equally urgent. */
  @Override
  public long nanosUntilUrgent(long now) {
    return nanosUntilDue(now);
  }

  @Override
  public @Nullable Notice next(long now, boolean lastPermits) {
    EntryLane.Group group = nanosUntilDue(now) == 0 ? mostUrgent() : null;
    return group == null ? null : EntryLane.notice(group);
  }

  @Override
  public @Nullable Notice everything(long now) {
    if (lane.size() == 0) {
      return null;
    }
    List<WaitingEntry> entries = oldestFirst();
    Collections.reverse(entries);
    entries.sort(LIKELIEST);
    List<Part> parts =
        entries.stream().map(waiting -> waiting.part(true)).collect(Collectors.toList());
    EntryLane.Group only = lane.onlyGroup();
    String thread = only == null ? Notice.digestThread(threadBy) : only.thread;
    return new Notice(Notice.Form.SUMMARY, thread, parts, parts.size());
  }

  @Override
  public @Nullable Notice owedBlock(long now) {
    return null; // entries named in a list are forgotten
  }

  @Override
  public boolean owesBlock() {
    return false;
  }

  @Override
  public void taken(Notice notice, int count) {
    if (notice.form == Notice.Form.SUMMARY) {
      lane.clear();
      return;
    }
    EntryLane.Group group = lane.group(place(notice.thread));
    if (group != null) {
      picks++;
      lane.take(group, count);
    }
  }

  @Override
  public void delivered(Notice notice) {
    // a reported entry is forgotten
  }

  @Override
  public void lost(Notice notice, DropReason reason) {
    // a lost entry is forgotten
  }

  @Override
  public Incidents adopt(SenderConfig config, long now) {
    Incidents next = Incidents.of(config, clock, mutes);
    oldestFirst().forEach(waiting -> next.add(waiting.sample, now));
    lane.clear();
    return next;
  }

  @Override
  public List<Part> open(long now) {
    return List.of();
  }

  @Override
  public @Nullable Notice rest(long now) {
    return everything(now);
  }

  private List<WaitingEntry> oldestFirst() {
    List<WaitingEntry> entries = lane.entries();
    entries.sort(Comparator.comparingLong(waiting -> waiting.sample.entry.timeMillis));
    return entries;
  }

  /** Returns the key of a group; messages without a thread are a group as well. */
  private static Object place(@Nullable String thread) {
    return Optional.ofNullable(thread);
  }

  private String problem(Sample sample, long now) {
    boolean byProblem = threadBy.kind == ThreadBy.Kind.FINGERPRINT;
    return byProblem ? fingerprints.fingerprint(sample, now).hex : "";
  }

  /** Returns the thread to post to: one with a FATAL entry, but every third time the oldest. */
  private EntryLane.@Nullable Group mostUrgent() {
    boolean oldestsTurn = (picks + 1) % NoticeOrder.THIRD == 0;
    EntryLane.Group fatal = oldestsTurn ? null : lane.longestDue(EntryLane.Group::isUrgent);
    return fatal == null ? lane.longestDue() : fatal;
  }
}
