/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.ThreadBy;
import io.github.chatappender.core.model.Ticker;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the news for one message, and its thread. Immutable. */
public final class Notice {

  /** The forms of a message. */
  public enum Form {
    /** Each part by itself; parts that do not fit wait for the next message. */
    PARTS,
    /** One list of parts of any threads; names those that fit and counts the rest. */
    DIGEST,
    /** The first part in full, and the others as in a digest; used by a flush. */
    SUMMARY,
    /** Only the losses since the last message. */
    LOSS
  }

  /** The order in which notices are posted; the last two may not take the budget's last permits. */
  enum Rank {
    FATAL,
    FIRST_ERROR,
    ESCALATION,
    UPDATE,
    QUIET;

    static Rank of(Part.Kind kind, Severity severity) {
      boolean fatal = severity.isAtLeast(Severity.FATAL);
      switch (kind) {
        case FIRST:
          Rank ordinary = severity.isAtLeast(Severity.ERROR) ? FIRST_ERROR : UPDATE;
          return fatal ? FATAL : ordinary;
        case ESCALATION:
          return fatal ? FATAL : ESCALATION;
        case QUIET:
          return QUIET;
        case ENTRY:
        case UPDATE:
        case AGAIN:
        case MUTED:
        case UNMUTED:
        case BLOCK:
          return UPDATE;
      }
      throw new AssertionError(kind);
    }

    boolean mayTakeLastPermits() {
      return compareTo(ESCALATION) <= 0;
    }
  }

  /**
   * The kinds of news that may share a digest; a thread with several belongs to the first of its
   * families.
   */
  enum Family {
    /** Never in a digest. */
    NONE,
    FATAL_FIRSTS,
    FIRSTS,
    MUTES,
    UNMUTES,
    UPDATES,
    QUIETS;

    static Family of(Part.Kind kind, Severity severity) {
      switch (kind) {
        case FIRST:
          return severity.isAtLeast(Severity.FATAL) ? FATAL_FIRSTS : FIRSTS;
        case UPDATE:
        case AGAIN:
          return UPDATES;
        case QUIET:
          return QUIETS;
        case MUTED:
          return MUTES;
        case UNMUTED:
          return UNMUTES;
        case ENTRY:
        case ESCALATION:
        case BLOCK:
          return NONE;
      }
      throw new AssertionError(kind);
    }

    /** Returns whether digests name all of them, ten at a time. */
    boolean areFirsts() {
      return this == FATAL_FIRSTS || this == FIRSTS;
    }
  }

  /** The form of the message. */
  public final Form form;

  /**
   * The value that separates the message's thread from the application's other threads; empty for
   * the application's own thread, null for no thread.
   */
  public final @Nullable String thread;

  /** The parts that wait for this message, in display order. */
  public final List<Part> parts;

  /** The maximum number of parts that a digest names; the rest is counted. */
  public final int named;

  Notice(Form form, @Nullable String thread, List<Part> parts, int named) {
    this.form = form;
    this.thread = thread;
    this.parts = List.copyOf(parts);
    this.named = named;
  }

  /** Returns a notice that shows each part by itself. */
  static Notice ofParts(@Nullable String thread, List<Part> parts) {
    return new Notice(Form.PARTS, thread, parts, parts.size());
  }

  /** Returns a notice that reports losses only, in the application's own thread. */
  public static Notice ofLosses(ThreadBy threadBy) {
    return new Notice(Form.LOSS, threadBy.kind == ThreadBy.Kind.NONE ? null : "", List.of(), 0);
  }

  /** Returns the thread of messages about several threads; null without threads. */
  static @Nullable String digestThread(ThreadBy threadBy) {
    return threadBy.kind == ThreadBy.Kind.NONE ? null : "digest";
  }

  /** Returns a summary without its first part. */
  public Notice listed() {
    return new Notice(form, thread, parts.subList(1, parts.size()), named);
  }

  /** Returns how many events of this sender its parts settle. */
  public long events() {
    return parts.stream().mapToLong(part -> part.own).sum();
  }

  /** Returns the highest rank of its parts. */
  Rank rank() {
    return parts.stream()
        .map(part -> Rank.of(part.kind, part.severity))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Returns the first family of its parts. */
  Family family() {
    return parts.stream()
        .map(part -> Family.of(part.kind, part.severity))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Returns the tick at which the first of its parts is due. */
  long dueAt() {
    return Collections.min(parts, Ticker.order(part -> part.dueAt)).dueAt;
  }

  /** Returns the logger whose turn it is. */
  String logger() {
    return parts.get(0).incident().logger;
  }

  /** Returns a notice of the first parts only. */
  public Notice first(int count) {
    return count == parts.size() ? this : new Notice(form, thread, parts.subList(0, count), named);
  }
}
