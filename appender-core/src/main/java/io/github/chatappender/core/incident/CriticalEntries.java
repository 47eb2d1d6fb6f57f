/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.Kept;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.ThreadBy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets critical entries wait for their messages: those of one thread share a message, in the order
 * in which they came; equal ones are told once, with their number. Nothing here is told in a digest
 * or makes room for anything else. Not thread-safe.
 *
 * <p>Entries whose files are in different directories do not share a message, since the message's
 * own file is beside those of its entries.
 */
public final class CriticalEntries {

  /** What waits for one message. */
  private static final class Group {

    final @Nullable String thread;
    final Deque<Waiting> entries = new ArrayDeque<>();
    final Map<List<Object>, Waiting> byText = new LinkedHashMap<>();

    Group(@Nullable String thread) {
      this.thread = thread;
    }

    long dueAt() {
      return entries.getFirst().dueAt;
    }
  }

  /** An entry and its equals. */
  private static final class Waiting {

    final Sample first;
    final List<Path> files = new ArrayList<>(1);
    final long dueAt;
    long events = 1;
    long lastMillis;

    /** Since when the newest of them is kept. */
    long sinceMillis;

    long addedAt;

    Waiting(Sample first, long dueAt) {
      this.first = first;
      this.dueAt = dueAt;
      this.sinceMillis = Objects.requireNonNull(first.kept()).sinceMillis();
      this.lastMillis = first.entry().timeMillis();
    }

    Kept kept() {
      return Objects.requireNonNull(first.kept());
    }
  }

  private ThreadBy threadBy;
  private Trimmer trimmer;

  /** By thread and directory; an Optional where there may be none. */
  private final Map<List<Optional<?>>, Group> groups = new LinkedHashMap<>();

  private int size;
  private int leftBehind;

  /** Nothing that waits was added long before this, if anything waits. */
  private long oldestAt;

  private boolean added;

  /**
   * Creates an empty line.
   *
   * @param config settings
   */
  public CriticalEntries(SenderConfig config) {
    threadBy = config.threadBy();
    trimmer = new Trimmer(config);
  }

  /**
   * Takes new settings, for the entries that come after.
   *
   * @param config settings
   */
  public void adopt(SenderConfig config) {
    threadBy = config.threadBy();
    trimmer = new Trimmer(config);
  }

  /**
   * Adds an entry at the end of its line.
   *
   * @param whole a critical entry
   * @param now the current tick
   */
  public void add(Sample whole, long now) {
    Sample sample = whole.with(trimmer.trimmed(whole.entry()));
    Kept kept = Objects.requireNonNull(sample.kept());
    LogEntry entry = sample.entry();
    String thread = threadBy.valueOf(entry, kept.fingerprint());
    Path file = kept.file();
    List<Optional<?>> place =
        List.of(
            Optional.ofNullable(thread),
            Optional.ofNullable(file == null ? null : file.getParent()));
    Group group = groups.computeIfAbsent(place, p -> new Group(thread));
    List<Object> text =
        List.of(
            kept.fingerprint(),
            entry.severity(),
            entry.message(),
            entry.chain().toString(),
            entry.keyValues(),
            kept.isLeftBehind());
    Waiting equal = group.byText.get(text);
    if (equal == null) {
      equal = new Waiting(sample, now);
      group.byText.put(text, equal);
      group.entries.addLast(equal);
      count(equal, 1);
    } else {
      equal.events++;
      equal.lastMillis = Math.max(equal.lastMillis, entry.timeMillis());
    }
    if (file != null) {
      equal.files.add(file);
    }
    equal.sinceMillis = Math.max(equal.sinceMillis, kept.sinceMillis());
    equal.addedAt = now;
    if (!added) {
      added = true;
      oldestAt = now;
    }
  }

  /**
   * Returns how many different entries wait.
   *
   * @return a count
   */
  public int size() {
    return size;
  }

  /**
   * Returns how many of them were not left behind by a sender that has ended.
   *
   * @return a count
   */
  public int ownSize() {
    return size - leftBehind;
  }

  private void count(Waiting waiting, int change) {
    size += change;
    leftBehind += waiting.kept().isLeftBehind() ? change : 0;
  }

  /**
   * Returns how long it takes until a message is due.
   *
   * @param now the current tick
   * @return nanoseconds, 0 if one is due now, {@link Long#MAX_VALUE} if nothing waits
   */
  public long nanosUntilDue(long now) {
    Group oldest = oldest();
    return oldest == null ? Long.MAX_VALUE : Math.max(0, oldest.dueAt() - now);
  }

  /**
   * Returns the message that is due longest, or going to be first.
   *
   * @return a notice, null if nothing waits
   */
  public @Nullable Notice next() {
    Group oldest = oldest();
    return oldest == null ? null : notice(oldest);
  }

  /**
   * Hands the first parts of {@link #next} over to a message.
   *
   * @param count how many of its parts the message tells
   */
  public void taken(int count) {
    Group group = Objects.requireNonNull(oldest());
    for (int i = 0; i < count; i++) {
      remove(group, group.entries.getFirst());
    }
    removeIfEmpty(group);
  }

  /**
   * Takes out what is kept for too long: going by the ticker where it was added here, by the clock
   * where it was left behind.
   *
   * @param now the current tick
   * @param millis the current time in milliseconds since 1970-01-01T00:00Z
   * @param days for how many days an entry is kept
   * @return what was taken out, as if a message had told it
   */
  public List<Part> expire(long now, long millis, int days) {
    long nanos = TimeUnit.DAYS.toNanos(days);
    boolean look = leftBehind > 0 || (added && now - oldestAt > nanos);
    if (size == 0 || !look) {
      return List.of();
    }
    List<Part> expired = new ArrayList<>();
    oldestAt = now;
    for (Group group : new ArrayList<>(groups.values())) {
      for (Waiting waiting : new ArrayList<>(group.entries)) {
        boolean old =
            waiting.kept().isLeftBehind()
                ? millis - waiting.sinceMillis > TimeUnit.DAYS.toMillis(days)
                : now - waiting.addedAt > nanos;
        if (old) {
          expired.add(part(waiting, true));
          remove(group, waiting);
        } else if (waiting.addedAt - oldestAt < 0) {
          oldestAt = waiting.addedAt;
        }
      }
      removeIfEmpty(group);
    }
    return expired;
  }

  /**
   * Takes out what has files.
   *
   * @return what was taken out, as if a message had told it
   */
  public List<Part> takeKeptOnDisk() {
    List<Part> kept = new ArrayList<>();
    for (Group group : new ArrayList<>(groups.values())) {
      for (Waiting waiting : new ArrayList<>(group.entries)) {
        if (!waiting.files.isEmpty()) {
          kept.add(part(waiting, true));
          remove(group, waiting);
        }
      }
      removeIfEmpty(group);
    }
    return kept;
  }

  private void remove(Group group, Waiting waiting) {
    group.entries.remove(waiting);
    group.byText.values().remove(waiting);
    count(waiting, -1);
  }

  private void removeIfEmpty(Group group) {
    if (group.entries.isEmpty()) {
      groups.values().remove(group);
    }
  }

  /**
   * Describes entries that a message tells already.
   *
   * @param told the entries, in their order; perhaps none
   * @return a notice of them
   */
  public Notice notice(List<Sample> told) {
    String thread = null;
    List<Part> parts = new ArrayList<>();
    for (Sample sample : told) {
      Kept kept = Objects.requireNonNull(sample.kept());
      thread = threadBy.valueOf(sample.entry(), kept.fingerprint());
      Waiting waiting = new Waiting(sample, 0);
      Path file = kept.file();
      if (file != null) {
        waiting.files.add(file);
      }
      parts.add(part(waiting, true));
    }
    return new Notice(Notice.Form.PARTS, thread, parts, parts.size());
  }

  private static Notice notice(Group group) {
    List<Part> parts = new ArrayList<>();
    Set<String> problems = new HashSet<>();
    Set<List<String>> texts = new HashSet<>();
    for (Waiting waiting : group.entries) {
      // the stack of a problem is shown once in a message, unless only the stack tells the texts
      String problem = waiting.kept().fingerprint();
      boolean another = problems.add(problem);
      boolean newText = texts.add(List.of(problem, waiting.first.entry().message()));
      parts.add(part(waiting, another || !newText));
    }
    return new Notice(Notice.Form.PARTS, group.thread, parts, parts.size());
  }

  private static Part part(Waiting waiting, boolean full) {
    return Part.ofCritical(waiting.first, waiting.events, waiting.lastMillis, waiting.files, full);
  }

  private @Nullable Group oldest() {
    Group oldest = null;
    for (Group group : groups.values()) {
      if (oldest == null || group.dueAt() - oldest.dueAt() < 0) {
        oldest = group;
      }
    }
    return oldest;
  }
}
