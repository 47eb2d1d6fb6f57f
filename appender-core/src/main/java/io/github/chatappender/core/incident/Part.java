/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Severity;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what a message is to tell of one incident, or of one ungrouped entry: a snapshot of the
 * moment in which it was asked for. Immutable but for its owner.
 */
public final class Part {

  /** The kinds of news. */
  public enum Kind {
    /** An entry of its own, without grouping. */
    ENTRY,
    /** A problem not told before. */
    FIRST,
    /** It goes on. */
    UPDATE,
    /** It has become worse. */
    ESCALATION,
    /** It is back after it was quiet. */
    AGAIN,
    /** It has stopped. */
    QUIET,
    /** The full block of a problem that only a digest has named. */
    BLOCK
  }

  final long composedAt;
  final long dueAt;
  final double rate;
  final String day;
  private final @Nullable Incident incident;
  private final Kind kind;
  private final LogEntry entry;
  private final long count;
  private final long total;
  private final Severity severity;
  private final long sinceMillis;
  private final long lastMillis;
  private final long silenceSeconds;
  private final boolean full;
  private final boolean newText;
  private final boolean newExceptionMessage;
  private final @Nullable String fingerprint;
  private final @Nullable String others;
  private final List<String> threads;
  private final List<Path> files;
  private final boolean leftBehind;

  private Part(Builder builder) {
    incident = builder.incident;
    composedAt = builder.composedAt;
    dueAt = builder.dueAt;
    rate = builder.rate;
    day = builder.day;
    kind = builder.kind;
    entry = builder.entry;
    count = builder.count;
    total = builder.total;
    severity = builder.severity;
    sinceMillis = builder.sinceMillis;
    lastMillis = builder.lastMillis;
    silenceSeconds = builder.silenceSeconds;
    full = builder.full;
    newText = builder.newText;
    newExceptionMessage = builder.newExceptionMessage;
    fingerprint = builder.fingerprint;
    others = builder.others;
    threads = builder.threads;
    files = List.copyOf(builder.files);
    leftBehind = builder.leftBehind;
  }

  /**
   * Returns the kind of news.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns the entry to show: the newest that is known.
   *
   * @return a sample of the incident
   */
  public LogEntry entry() {
    return entry;
  }

  /**
   * Returns how many events are settled by telling this.
   *
   * @return a count, 0 if there is news without a new event
   */
  public long count() {
    return count;
  }

  /**
   * Returns how many events there were so far, told or not.
   *
   * @return a count
   */
  public long total() {
    return total;
  }

  /**
   * Returns the highest severity so far.
   *
   * @return the severity
   */
  public Severity severity() {
    return severity;
  }

  /**
   * Returns when the first event happened.
   *
   * @return milliseconds since 1970-01-01T00:00Z
   */
  public long sinceMillis() {
    return sinceMillis;
  }

  /**
   * Returns when the last known event happened.
   *
   * @return milliseconds since 1970-01-01T00:00Z
   */
  public long lastMillis() {
    return lastMillis;
  }

  /**
   * Returns how long it was silent before it came back.
   *
   * @return seconds, 0 unless the kind is {@link Kind#AGAIN}
   */
  public long silenceSeconds() {
    return silenceSeconds;
  }

  /**
   * Tells whether message and stack are shown, not only a line.
   *
   * @return true for the first message in a thread
   */
  public boolean isFull() {
    return full;
  }

  /**
   * Tells whether the newest text differs from the one that was shown last.
   *
   * @return true if a line is to be followed by the text
   */
  public boolean hasNewText() {
    return newText;
  }

  /**
   * Returns whether the root cause's newest message differs from the one that was shown last.
   *
   * @return true if a line is to be followed by the message
   */
  public boolean hasNewExceptionMessage() {
    return newExceptionMessage;
  }

  /**
   * Returns the fingerprint.
   *
   * @return 16 hex digits, null for an ungrouped entry
   */
  public @Nullable String fingerprint() {
    return fingerprint;
  }

  /**
   * Returns the short form of the fingerprint.
   *
   * @return 8 hex digits, null for an ungrouped entry
   */
  public @Nullable String id() {
    return fingerprint == null ? null : fingerprint.substring(0, Math.min(8, fingerprint.length()));
  }

  /**
   * Returns whose other problems these are: problems that found no place of their own and share
   * this count. The entry is the newest of them.
   *
   * @return the logger's name, empty for the whole application's; null for one problem
   */
  public @Nullable String others() {
    return others;
  }

  /**
   * Returns the threads that logged it most often, going by the samples.
   *
   * @return at most 5 names, the most frequent first; empty for an ungrouped entry
   */
  public List<String> threads() {
    return threads;
  }

  /**
   * Returns the files that keep the events of a critical entry.
   *
   * @return files; none if they are kept in memory alone, or not critical
   */
  public List<Path> files() {
    return files;
  }

  /**
   * Tells whether the events happened before this sender has started.
   *
   * @return true if another has left them behind
   */
  public boolean isLeftBehind() {
    return leftBehind;
  }

  /** Returns the incident; an entry of its own has none. */
  Incident incident() {
    if (incident == null) {
      throw new IllegalStateException("not a part of an incident");
    }
    return incident;
  }

  /** Returns how many events these parts settle. */
  static long events(List<Part> parts) {
    long events = 0;
    for (Part part : parts) {
      events += part.count;
    }
    return events;
  }

  /** Collects what an incident says of itself. */
  static final class Builder {

    final Kind kind;
    final LogEntry entry;
    @Nullable Incident incident;
    long composedAt;
    long dueAt;
    double rate;
    String day = "";
    long count;
    long total;
    Severity severity;
    long sinceMillis;
    long lastMillis;
    long silenceSeconds;
    boolean full;
    boolean newText;
    boolean newExceptionMessage;
    @Nullable String fingerprint;
    @Nullable String others;
    List<String> threads = List.of();
    List<Path> files = List.of();
    boolean leftBehind;

    Builder(Kind kind, LogEntry entry) {
      this.kind = kind;
      this.entry = entry;
      this.severity = entry.severity();
      this.sinceMillis = entry.timeMillis();
      this.lastMillis = entry.timeMillis();
    }

    Part build() {
      return new Part(this);
    }
  }
}
