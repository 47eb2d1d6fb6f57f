/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.ThreadBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    final Deque<LogEntry> entries = new ArrayDeque<>();
    final Deque<Long> arrivals = new ArrayDeque<>();

    Waiting(@Nullable String thread) {
      this.thread = thread;
    }

    long oldestArrival() {
      return arrivals.getFirst();
    }
  }

  private final ThreadBy threadBy;
  private final int capacity;
  private final long firstWaitNanos;

  /** By thread; an Optional, since messages without a thread are a group as well. */
  private final Map<Optional<String>, Waiting> waiting = new LinkedHashMap<>();

  private int size;

  /**
   * Creates an empty table.
   *
   * @param config settings
   */
  public UngroupedEntries(SenderConfig config) {
    threadBy = config.threadBy();
    capacity = config.queueCapacity();
    firstWaitNanos = config.firstWait().toNanos();
  }

  @Override
  public boolean hasRoom() {
    return size < capacity;
  }

  @Override
  public void add(LogEntry entry, long nowNanos) {
    String thread = threadBy.valueOf(entry);
    Waiting group = waiting.computeIfAbsent(Optional.ofNullable(thread), t -> new Waiting(thread));
    group.entries.addLast(entry);
    group.arrivals.addLast(nowNanos);
    size++;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public long nanosUntilDue(long nowNanos) {
    Waiting oldest = oldest();
    return oldest == null
        ? Long.MAX_VALUE
        : Math.max(0, oldest.oldestArrival() + firstWaitNanos - nowNanos);
  }

  @Override
  public @Nullable Notice next() {
    Waiting oldest = oldest();
    return oldest == null
        ? null
        : new Notice(Notice.Kind.ENTRIES, oldest.thread, new ArrayList<>(oldest.entries));
  }

  @Override
  public @Nullable Notice everything() {
    if (waiting.size() <= 1) {
      return next();
    }
    List<LogEntry> all =
        waiting.values().stream()
            .flatMap(group -> group.entries.stream())
            .sorted(Comparator.comparingLong(LogEntry::timeMillis))
            .collect(Collectors.toList());
    return new Notice(
        Notice.Kind.DIGEST, threadBy.kind() == ThreadBy.Kind.NONE ? null : DIGEST_THREAD, all);
  }

  @Override
  public void taken(Notice notice, int count) {
    if (notice.kind() == Notice.Kind.DIGEST) {
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
      group.entries.removeFirst();
      group.arrivals.removeFirst();
      size--;
    }
    if (group.entries.isEmpty()) {
      waiting.remove(thread);
    }
  }

  /** An entry of its own has no incident that could keep its count: it is lost. */
  @Override
  public int dissolved(List<LogEntry> entries) {
    return entries.size();
  }

  @Override
  public Notice lossOnly() {
    return new Notice(
        Notice.Kind.LOSS, threadBy.kind() == ThreadBy.Kind.NONE ? null : "", List.of());
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
