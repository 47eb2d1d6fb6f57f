/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.model.Tally;
import io.github.chatappender.core.model.ThreadBy;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells every event as an entry of its own: entries of one thread share a message, the thread that
 * has waited longest comes first. Bounded by {@code queueCapacity}. Not thread-safe.
 */
public final class UngroupedEntries implements Incidents {

  /** Names the thread of messages that tell of many threads. */
  private static final String DIGEST_THREAD = "digest";

  private static final int THIRD = 3;

  /** The likely reason of an end comes first. */
  private static final Comparator<Sample> LIKELIEST =
      Comparator.comparing((Sample sample) -> sample.entry().severity())
          .thenComparing(sample -> !sample.entry().chain().isEmpty())
          .thenComparing(sample -> sample.entry().timeMillis())
          .reversed();

  /** What waits for one thread of the space. */
  private static final class Waiting {

    final @Nullable String thread;
    private final Deque<Entry> fatal = new ArrayDeque<>();
    private final Deque<Entry> ordinary = new ArrayDeque<>();

    Waiting(@Nullable String thread) {
      this.thread = thread;
    }

    void add(Entry entry) {
      (entry.isFatal() ? fatal : ordinary).addLast(entry);
    }

    /** Returns all entries in the order in which they are posted. */
    List<Entry> entries() {
      List<Entry> entries = new ArrayList<>(fatal);
      entries.addAll(ordinary);
      return entries;
    }

    void removeFirst() {
      (fatal.isEmpty() ? ordinary : fatal).removeFirst();
    }

    boolean isEmpty() {
      return fatal.isEmpty() && ordinary.isEmpty();
    }

    boolean isFatal() {
      return !fatal.isEmpty();
    }

    long dueAt() {
      if (fatal.isEmpty() || ordinary.isEmpty()) {
        return (fatal.isEmpty() ? ordinary : fatal).getFirst().dueAt;
      }
      long fatalAt = fatal.getFirst().dueAt;
      long ordinaryAt = ordinary.getFirst().dueAt;
      return ordinaryAt - fatalAt < 0 ? ordinaryAt : fatalAt;
    }
  }

  /** An event that waits, and the tick at which it is due. */
  private static final class Entry {

    final Sample sample;
    final long dueAt;

    Entry(Sample sample, long dueAt) {
      this.sample = sample;
      this.dueAt = dueAt;
    }

    boolean isFatal() {
      return sample.entry().severity().isAtLeast(Severity.FATAL);
    }
  }

  private final ThreadBy threadBy;
  private final Clock clock;
  private final int capacity;
  private final Kinship kinship;
  private final Trimmer trimmer;
  private final long firstWaitNanos;

  /** By thread; an Optional, since messages without a thread are a group as well. */
  private final Map<Optional<String>, Waiting> waiting = new LinkedHashMap<>();

  private int size;
  private long picks;

  /**
   * Creates an empty table.
   *
   * @param config settings
   * @param clock tells the day to whatever takes over
   */
  public UngroupedEntries(SenderConfig config, Clock clock) {
    this.clock = clock;
    threadBy = config.threadBy();
    capacity = config.queueCapacity();
    kinship = new Kinship(config);
    trimmer = new Trimmer(config);
    firstWaitNanos = config.firstWait().toNanos();
  }

  @Override
  public boolean hasRoom() {
    return size < capacity;
  }

  @Override
  public boolean takesTallies() {
    return false;
  }

  @Override
  public int waitingEntries() {
    return size;
  }

  @Override
  public void add(Sample sample, LogEntry known, long since, long now) {
    String thread = threadBy.valueOf(sample.entry(), problem(sample.with(known), since));
    Waiting group = waiting.computeIfAbsent(Optional.ofNullable(thread), t -> new Waiting(thread));
    boolean fatal = sample.entry().severity().isAtLeast(Severity.FATAL);
    Sample trimmed = sample.with(trimmer.trimmed(sample.entry()));
    group.add(new Entry(trimmed, fatal ? since : since + firstWaitNanos));
    size++;
  }

  /**
   * Entries of their own have no tally; one that is left over tells of a setting that has changed.
   */
  @Override
  public boolean forget(Tally tally, long rest, long now) {
    return rest == 0;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public long nanosUntilDue(long now) {
    Waiting oldest = longestDue();
    return oldest == null ? Long.MAX_VALUE : Math.max(0, oldest.dueAt() - now);
  }

  /** An entry of its own is as urgent as any. */
  @Override
  public long nanosUntilUrgent(long now) {
    return nanosUntilDue(now);
  }

  @Override
  public @Nullable Notice next(long now, boolean lastPermits) {
    return nanosUntilDue(now) == 0 ? notice(mostUrgent()) : null;
  }

  @Override
  public @Nullable Notice everything(long now) {
    if (waiting.isEmpty()) {
      return null;
    }
    List<Sample> samples = waiting();
    Collections.reverse(samples);
    samples.sort(LIKELIEST);
    List<Part> parts = samples.stream().map(Part::ofEntry).collect(Collectors.toList());
    String digest = threadBy.kind() == ThreadBy.Kind.NONE ? null : DIGEST_THREAD;
    String thread = waiting.size() == 1 ? waiting.values().iterator().next().thread : digest;
    return new Notice(Notice.Form.SUMMARY, thread, parts, parts.size());
  }

  /** Entries that a list has named are forgotten. */
  @Override
  public boolean owesBlock() {
    return false;
  }

  @Override
  public @Nullable Notice owedBlock(long now) {
    return null;
  }

  @Override
  public void taken(Notice notice, int count) {
    if (notice.form() == Notice.Form.SUMMARY) {
      waiting.clear();
      size = 0;
      return;
    }
    Optional<String> thread = Optional.ofNullable(notice.thread());
    Waiting group = waiting.get(thread);
    if (group == null) {
      return;
    }
    picks++;
    for (int i = 0; i < count; i++) {
      group.removeFirst();
      size--;
    }
    if (group.isEmpty()) {
      waiting.remove(thread);
    }
  }

  @Override
  public void delivered(Notice told) {
    // an entry that is told is forgotten
  }

  /** An entry of its own has no incident that could keep its count: it is lost. */
  @Override
  public long dissolved(Notice untold) {
    return untold.events();
  }

  @Override
  public void lost(Notice lost, DropReason reason) {
    // an entry that is lost is forgotten
  }

  @Override
  public Incidents adopt(SenderConfig config, long now) {
    Incidents next = Incidents.of(config, clock);
    waiting().forEach(sample -> next.add(sample, now));
    waiting.clear();
    size = 0;
    return next;
  }

  @Override
  public @Nullable Notice rest(long now) {
    return everything(now);
  }

  private List<Sample> waiting() {
    return waiting.values().stream()
        .flatMap(group -> group.entries().stream())
        .map(entry -> entry.sample)
        .sorted(Comparator.comparingLong(sample -> sample.entry().timeMillis()))
        .collect(Collectors.toList());
  }

  @Override
  public Notice lossOnly() {
    return new Notice(
        Notice.Form.LOSS, threadBy.kind() == ThreadBy.Kind.NONE ? null : "", List.of(), 0);
  }

  private String problem(Sample sample, long now) {
    boolean byProblem = threadBy.kind() == ThreadBy.Kind.FINGERPRINT;
    return byProblem ? kinship.fingerprint(sample, now).hex() : "";
  }

  private static @Nullable Notice notice(@Nullable Waiting group) {
    if (group == null) {
      return null;
    }
    List<Part> parts =
        group.entries().stream()
            .map(entry -> Part.ofEntry(entry.sample))
            .collect(Collectors.toList());
    return new Notice(Notice.Form.PARTS, group.thread, parts, parts.size());
  }

  /** Returns the thread to post to: one with a FATAL entry, but every third time the oldest. */
  private @Nullable Waiting mostUrgent() {
    boolean oldestsTurn = (picks + 1) % THIRD == 0;
    Waiting fatal = oldestsTurn ? null : longestDue(waiting.values(), Waiting::isFatal);
    return fatal == null ? longestDue() : fatal;
  }

  private @Nullable Waiting longestDue() {
    return longestDue(waiting.values(), group -> true);
  }

  private static @Nullable Waiting longestDue(
      Collection<Waiting> groups, Predicate<Waiting> condition) {
    Waiting oldest = null;
    for (Waiting group : groups) {
      if (condition.test(group) && (oldest == null || group.dueAt() - oldest.dueAt() < 0)) {
        oldest = group;
      }
    }
    return oldest;
  }
}
