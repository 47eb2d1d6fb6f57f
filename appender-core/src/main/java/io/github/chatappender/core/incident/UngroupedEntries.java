/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.Tally;
import io.github.chatappender.core.model.ThreadBy;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells every event as an entry of its own: entries of one thread share a message, the thread that
 * has waited longest comes first. Bounded by {@code queueCapacity}. Not thread-safe.
 */
public final class UngroupedEntries implements Incidents {

  /** Names the thread of messages that tell of many threads. */
  private static final String DIGEST_THREAD = "digest";

  /** What waits for one thread of the space. */
  private static final class Waiting {

    final @Nullable String thread;
    final Deque<Sample> samples = new ArrayDeque<>();
    final Deque<Long> arrivals = new ArrayDeque<>();

    Waiting(@Nullable String thread) {
      this.thread = thread;
    }

    long oldestArrival() {
      return arrivals.getFirst();
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
    group.samples.addLast(sample.with(trimmer.trimmed(sample.entry())));
    group.arrivals.addLast(since);
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
    Waiting oldest = oldest();
    return oldest == null
        ? Long.MAX_VALUE
        : Math.max(0, oldest.oldestArrival() + firstWaitNanos - now);
  }

  /** An entry of its own is as urgent as any. */
  @Override
  public long nanosUntilUrgent(long now) {
    return nanosUntilDue(now);
  }

  @Override
  public @Nullable Notice next(long now, boolean lastPermits) {
    return nanosUntilDue(now) == 0 ? oldestThread() : null;
  }

  @Override
  public @Nullable Notice everything(long now) {
    if (waiting.size() <= 1) {
      return oldestThread();
    }
    List<Part> parts = waiting().stream().map(Part::ofEntry).collect(Collectors.toList());
    return new Notice(
        Notice.Form.DIGEST,
        threadBy.kind() == ThreadBy.Kind.NONE ? null : DIGEST_THREAD,
        parts,
        parts.size());
  }

  @Override
  public void taken(Notice notice, int count) {
    if (notice.form() == Notice.Form.DIGEST) {
      waiting.clear();
      size = 0;
      return;
    }
    Optional<String> thread = Optional.ofNullable(notice.thread());
    Waiting group = waiting.get(thread);
    if (group == null) {
      return;
    }
    for (int i = 0; i < count; i++) {
      group.samples.removeFirst();
      group.arrivals.removeFirst();
      size--;
    }
    if (group.samples.isEmpty()) {
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
        .flatMap(group -> group.samples.stream())
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

  private @Nullable Notice oldestThread() {
    Waiting oldest = oldest();
    if (oldest == null) {
      return null;
    }
    List<Part> parts = oldest.samples.stream().map(Part::ofEntry).collect(Collectors.toList());
    return new Notice(Notice.Form.PARTS, oldest.thread, parts, parts.size());
  }

  private @Nullable Waiting oldest() {
    Waiting oldest = null;
    for (Waiting group : waiting.values()) {
      if (oldest == null || group.oldestArrival() - oldest.oldestArrival() < 0) {
        oldest = group;
      }
    }
    return oldest;
  }
}
