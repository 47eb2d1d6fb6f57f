/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.fleet.FleetStanding.HostCount;
import io.github.chatappender.core.model.LogEntry;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the news of one incident, or of one ungrouped entry, at one moment. Immutable except for
 * its incident.
 */
public final class Part {

  /** The kinds of news. */
  public enum Kind {
    /** An ungrouped entry. */
    ENTRY,
    /** A problem not posted before. */
    FIRST,
    /** A problem that continues. */
    UPDATE,
    /** A problem that has become worse. */
    ESCALATION,
    /** A problem that is back after it was quiet. */
    AGAIN,
    /** A problem that has stopped. */
    QUIET,
    /** A problem that is only counted from now on. */
    MUTED,
    /** A problem that is posted again after a mute. */
    UNMUTED,
    /** The full block of a problem that only a digest has named. */
    BLOCK
  }

  /** The kind of news. */
  public final Kind kind;

  /** The newest sample, which is shown. */
  public final LogEntry entry;

  /** How many events this part shows; 0 for news without a new event. */
  public final long count;

  /** How many of them this sender has counted and settles; others of its fleet have the rest. */
  public final long own;

  /** On how many hosts the problem has occurred; 1 without a fleet. */
  public final int hosts;

  /** The hosts with most events, at most three, the busiest first; empty without a fleet. */
  public final List<HostCount> busiest;

  /** Identifies its message if that is about nothing else; empty for any id. */
  public final String messageId;

  /** How many events there have been so far, reported or not. */
  public final long total;

  /** The highest severity so far. */
  public final Severity severity;

  /** When the first event happened, in milliseconds since 1970-01-01T00:00Z. */
  public final long sinceMillis;

  /** When the last known event happened, in milliseconds since 1970-01-01T00:00Z. */
  public final long lastMillis;

  /** Whether the news comes so late that its message's own time does not say since when. */
  public final boolean late;

  /** How many seconds the problem was silent before it came back; 0 unless {@link Kind#AGAIN}. */
  public final long silenceSeconds;

  /**
   * When the problem's mute ends, in milliseconds since 1970-01-01T00:00Z; 0 unless it is muted.
   */
  public final long mutedUntilMillis;

  /** Whether message and stack are shown, not only a line. */
  public final boolean full;

  /** Whether the newest text differs from the one shown last. */
  public final boolean newText;

  /** Whether the root cause's newest message differs from the one shown last. */
  public final boolean newExceptionMessage;

  /** The fingerprint, 16 hex digits; null for an ungrouped entry. */
  public final @Nullable String fingerprint;

  /**
   * For a collection of problems that found no place of their own: their logger; empty for the
   * whole application's, null for one problem.
   */
  public final @Nullable String others;

  /** Up to 5 threads that logged the problem most often, by its samples; empty for an entry. */
  public final List<String> threads;

  /**
   * The numbers of events in the last spans of equal length, at most 12, the oldest first; empty
   * for an entry.
   */
  public final List<Long> spans;

  /** The files that keep the events of a critical entry, if any. */
  public final List<Path> files;

  /** Whether the events come from a sender that ended before this one started. */
  public final boolean leftBehind;

  final long composedAt;
  final long dueAt;
  final double rate;
  final String day;
  private final @Nullable Incident incident;

  private Part(Builder builder) {
    incident = builder.incident;
    composedAt = builder.composedAt;
    dueAt = builder.dueAt;
    rate = builder.rate;
    day = builder.day;
    kind = builder.kind;
    entry = builder.entry;
    count = builder.count;
    own = builder.own < 0 ? builder.count : builder.own;
    hosts = builder.hosts;
    busiest = builder.busiest;
    messageId = builder.messageId;
    total = builder.total;
    severity = builder.severity;
    sinceMillis = builder.sinceMillis;
    lastMillis = builder.lastMillis;
    late = builder.late;
    silenceSeconds = builder.silenceSeconds;
    mutedUntilMillis = builder.mutedUntilMillis;
    full = builder.full;
    newText = builder.newText;
    newExceptionMessage = builder.newExceptionMessage;
    fingerprint = builder.fingerprint;
    others = builder.others;
    threads = builder.threads;
    spans = builder.spans;
    files = List.copyOf(builder.files);
    leftBehind = builder.leftBehind;
  }

  /** Returns the 8 hex digits of the fingerprint that are shown; null for an ungrouped entry. */
  public @Nullable String id() {
    return fingerprint == null ? null : fingerprint.substring(0, Math.min(8, fingerprint.length()));
  }

  /**
   * Returns the value that separates its thread from others; null for an ungrouped entry, or
   * without threads.
   */
  public @Nullable String thread() {
    return incident == null ? null : incident.thread;
  }

  /** Returns the incident; fails for an ungrouped entry. */
  Incident incident() {
    if (incident == null) {
      throw new IllegalStateException("not a part of an incident");
    }
    return incident;
  }

  /** Collects the values of a part. */
  static final class Builder {

    final Kind kind;
    final LogEntry entry;
    @Nullable Incident incident;
    long composedAt;
    long dueAt;
    double rate;
    String day = "";
    long count;

    /** All of {@link #count} unless set. */
    long own = -1;

    int hosts = 1;
    List<HostCount> busiest = List.of();
    String messageId = "";
    long total;
    Severity severity;
    long sinceMillis;
    long lastMillis;
    boolean late;
    long silenceSeconds;
    long mutedUntilMillis;
    boolean full;
    boolean newText;
    boolean newExceptionMessage;
    @Nullable String fingerprint;
    @Nullable String others;
    List<String> threads = List.of();
    List<Long> spans = List.of();
    List<Path> files = List.of();
    boolean leftBehind;

    Builder(Kind kind, LogEntry entry) {
      this.kind = kind;
      this.entry = entry;
      this.severity = entry.severity;
      this.sinceMillis = entry.timeMillis;
      this.lastMillis = entry.timeMillis;
    }

    Part build() {
      return new Part(this);
    }
  }
}
