/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Describes a problem that is open or muted at the time of a snapshot. Immutable. All texts are
 * redacted.
 */
public final class OpenProblem {

  private final String id;
  private final String place;
  private final Severity severity;
  private final long count;
  private final long pending;
  private final Instant since;
  private final Instant last;
  private final @Nullable String threadKey;
  private final @Nullable Instant mutedUntil;

  /**
   * Creates a description.
   *
   * @param id the id shown in messages, 8 hex digits
   * @param place exception, place and the beginning of the message
   * @param severity the highest severity so far
   * @param count events so far
   * @param pending events among them that no message has reported yet
   * @param since when the first event happened
   * @param last when the last known event happened
   * @param threadKey the key of its thread in the space, null without threads
   * @param mutedUntil when its mute ends, null unless it is muted
   */
  public OpenProblem(
      String id,
      String place,
      Severity severity,
      long count,
      long pending,
      Instant since,
      Instant last,
      @Nullable String threadKey,
      @Nullable Instant mutedUntil) {
    this.id = id;
    this.place = place;
    this.severity = severity;
    this.count = count;
    this.pending = pending;
    this.since = since;
    this.last = last;
    this.threadKey = threadKey;
    this.mutedUntil = mutedUntil;
  }

  /**
   * Returns the id that messages show. With {@code threadBy=mdc:KEY} several problems may share it,
   * one per value.
   *
   * @return 8 lower-case hex digits
   */
  public String id() {
    return id;
  }

  /**
   * Returns the exception, its place and the beginning of its message, or the beginning of the log
   * text and the logger.
   *
   * @return one line
   */
  public String place() {
    return place;
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
   * Returns how many events the problem has had, reported or not.
   *
   * @return a count, at least 1
   */
  public long count() {
    return count;
  }

  /**
   * Returns how many of its events no message has reported yet.
   *
   * @return a count
   */
  public long pending() {
    return pending;
  }

  /**
   * Returns when the first event happened.
   *
   * @return the host's time of the event
   */
  public Instant since() {
    return since;
  }

  /**
   * Returns when the last known event happened.
   *
   * @return the host's time of the event
   */
  public Instant last() {
    return last;
  }

  /**
   * Returns the key of the problem's thread in the space.
   *
   * @return the key, null if {@code threadBy} is {@code none}
   */
  public @Nullable String threadKey() {
    return threadKey;
  }

  /**
   * Returns when the problem's mute ends.
   *
   * @return the end, null unless the problem is muted
   */
  public @Nullable Instant mutedUntil() {
    return mutedUntil;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s %s: count %d, pending %d, since %s, last %s%s%s",
        id,
        severity,
        place,
        count,
        pending,
        since,
        last,
        threadKey == null ? "" : ", thread " + threadKey,
        mutedUntil == null ? "" : ", muted until " + mutedUntil);
  }
}
