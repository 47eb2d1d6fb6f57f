/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.config.ThreadBy;
import io.github.chatappender.core.model.CriticalDetails;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Queues critical entries for their messages: those of one thread share a message, in order of
 * arrival; equal ones are posted once, with their number. They are never in a digest and never
 * evicted. Not thread-safe.
 *
 * <p>Entries with files in different directories do not share a message, since a message's own file
 * is in the directory of its entries.
 */
public final class CriticalEntries {

  private static final int KEPT_DAYS = 7;

  private final EntryLane lane = new EntryLane();

  /** The waiting entries, by message and text. */
  private final Map<List<Object>, WaitingEntry> byText = new HashMap<>();

  private ThreadBy threadBy;
  private Trimmer trimmer;
  private int leftBehind;

  /** Creates an empty lane. */
  public CriticalEntries(SenderConfig config) {
    threadBy = config.threadBy;
    trimmer = new Trimmer(config);
  }

  /** Applies new settings to later entries. */
  public void adopt(SenderConfig config) {
    threadBy = config.threadBy;
    trimmer = new Trimmer(config);
  }

  /** Adds a critical entry at the end of its queue. */
  public void add(Sample whole, long now) {
    Sample sample = whole.with(trimmer.trimmed(whole.entry));
    String thread = threadBy.valueOf(sample.entry, kept(sample).fingerprint);
    List<Optional<?>> place = place(thread, kept(sample).file);
    List<Object> text = text(place, sample);
    WaitingEntry equal = byText.get(text);
    if (equal == null) {
      WaitingEntry waiting = new WaitingEntry(sample, now);
      byText.put(text, waiting);
      lane.add(place, thread, waiting);
      leftBehind += waiting.isLeftBehind() ? 1 : 0;
    } else {
      equal.add(sample, now);
    }
  }

  private static List<Optional<?>> place(@Nullable String thread, @Nullable Path file) {
    return List.of(
        Optional.ofNullable(thread), Optional.ofNullable(file == null ? null : file.getParent()));
  }

  /** Returns the values that are equal for entries posted as one. */
  private static List<Object> text(List<Optional<?>> place, Sample sample) {
    LogEntry entry = sample.entry;
    return List.of(
        place,
        kept(sample).fingerprint,
        entry.severity,
        entry.message,
        entry.chain.toString(),
        entry.keyValues,
        kept(sample).leftBehind);
  }

  private static CriticalDetails kept(Sample sample) {
    return Objects.requireNonNull(sample.kept);
  }

  /** Returns the number of different entries waiting. */
  public int size() {
    return lane.size();
  }

  /** Returns the number of waiting entries that do not come from an ended sender. */
  public int ownSize() {
    return lane.size() - leftBehind;
  }

  /** Returns nanoseconds until a message is due, {@link Long#MAX_VALUE} if nothing is waiting. */
  public long nanosUntilDue(long now) {
    return lane.nanosUntilDue(now);
  }

  /** Returns the message that is due first; null if nothing is waiting. */
  public @Nullable Notice next() {
    EntryLane.Group oldest = lane.longestDue();
    return oldest == null ? null : EntryLane.notice(oldest);
  }

  /**
   * Moves the first parts of {@link #next} to a message.
   *
   * @param count how many of its parts the message shows
   */
  public void taken(int count) {
    forget(lane.take(Objects.requireNonNull(lane.longestDue()), count));
  }

  private void forget(List<WaitingEntry> removed) {
    byText.values().removeAll(new HashSet<>(removed));
    leftBehind -= (int) removed.stream().filter(WaitingEntry::isLeftBehind).count();
  }

  /**
   * Removes entries kept too long: measured by the ticker if they were added here, by the clock if
   * an ended sender left them behind.
   *
   * @param millis the current time in milliseconds since 1970-01-01T00:00Z
   * @return the entries, as a message would have shown them
   */
  public List<Part> expire(long now, long millis) {
    return takeIf(
        waiting ->
            waiting.isLeftBehind()
                ? millis - waiting.sinceMillis() > TimeUnit.DAYS.toMillis(KEPT_DAYS)
                : now - waiting.addedAt > TimeUnit.DAYS.toNanos(KEPT_DAYS));
  }

  /** Removes the entries that have files, and returns them as a message would have shown them. */
  public List<Part> takeKeptOnDisk() {
    return takeIf(WaitingEntry::hasFiles);
  }

  private List<Part> takeIf(Predicate<WaitingEntry> condition) {
    List<WaitingEntry> removed = lane.takeIf(condition);
    forget(removed);
    return removed.stream().map(waiting -> waiting.part(true)).collect(Collectors.toList());
  }

  /** Returns a notice of entries that a message already shows, in their order; possibly none. */
  public Notice notice(List<Sample> shown) {
    String thread = null;
    List<Part> parts = new ArrayList<>();
    for (Sample sample : shown) {
      thread = threadBy.valueOf(sample.entry, kept(sample).fingerprint);
      parts.add(new WaitingEntry(sample, 0).part(true));
    }
    return Notice.ofParts(thread, parts);
  }
}
