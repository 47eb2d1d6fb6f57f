/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a message that could be posted now: what is due for one thread, or a digest of
 * several. Used by the delivery thread alone, and only for one look.
 */
final class DueNotice {

  /** The order in which notices go out; the last two leave the budget's last permits alone. */
  enum Rank {
    FATAL,
    FIRST_ERROR,
    ESCALATION,
    UPDATE,
    QUIET
  }

  /** What may share a digest; several notices of one thread belong to the first of theirs. */
  enum Family {
    /** Never in a digest. */
    NONE,
    FATAL_FIRSTS,
    FIRSTS,
    UPDATES,
    QUIETS;

    /** Returns whether a digest names all of them, ten at a time. */
    boolean areFirsts() {
      return this == FATAL_FIRSTS || this == FIRSTS;
    }
  }

  final @Nullable String thread;
  final boolean digest;
  final List<Incident> incidents = new ArrayList<>();
  Family family;
  Rank rank;
  long dueAt;

  DueNotice(@Nullable String thread, Incident incident, Part.Kind kind) {
    this.thread = thread;
    this.digest = false;
    this.family = family(kind, incident.severity());
    this.rank = rank(kind, incident.severity());
    this.dueAt = incident.dueAt();
    incidents.add(incident);
  }

  private DueNotice(@Nullable String thread, DueNotice some) {
    this.thread = thread;
    this.digest = true;
    this.family = some.family;
    this.rank = some.rank;
    this.dueAt = some.dueAt;
  }

  /** Makes one list of several notices of a family. */
  static DueNotice digestOf(List<DueNotice> notices, @Nullable String thread) {
    DueNotice digest = new DueNotice(thread, notices.get(0));
    for (DueNotice notice : notices) {
      digest.incidents.addAll(notice.incidents);
      digest.note(notice.family, notice.rank, notice.dueAt);
    }
    return digest;
  }

  /** Adds another incident of the same thread. */
  void add(Incident incident, Part.Kind kind) {
    incidents.add(incident);
    Severity severity = incident.severity();
    note(family(kind, severity), rank(kind, severity), incident.dueAt());
  }

  boolean mayTakeLastPermits() {
    return mayTakeLastPermits(rank);
  }

  /** Tells whether news of a kind may take the budget's last permits. */
  static boolean mayTakeLastPermits(Part.Kind kind, Severity severity) {
    return mayTakeLastPermits(rank(kind, severity));
  }

  private static boolean mayTakeLastPermits(Rank rank) {
    return rank.compareTo(Rank.ESCALATION) <= 0;
  }

  /** Returns whose turn it is: the logger of what is due longest. */
  String logger() {
    return incidents.get(0).logger;
  }

  private void note(Family otherFamily, Rank otherRank, long otherDueAt) {
    if (otherFamily.compareTo(family) < 0) {
      family = otherFamily;
    }
    if (otherRank.compareTo(rank) < 0) {
      rank = otherRank;
    }
    if (otherDueAt - dueAt < 0) {
      dueAt = otherDueAt;
    }
  }

  /** Returns how urgent news of a kind is. */
  static Rank rank(Part.Kind kind, Severity severity) {
    boolean fatal = severity.isAtLeast(Severity.FATAL);
    switch (kind) {
      case FIRST:
        Rank ordinary = severity.isAtLeast(Severity.ERROR) ? Rank.FIRST_ERROR : Rank.UPDATE;
        return fatal ? Rank.FATAL : ordinary;
      case ESCALATION:
        return fatal ? Rank.FATAL : Rank.ESCALATION;
      case QUIET:
        return Rank.QUIET;
      case ENTRY:
      case UPDATE:
      case AGAIN:
      case BLOCK:
        return Rank.UPDATE;
    }
    throw new AssertionError(kind);
  }

  private static Family family(Part.Kind kind, Severity severity) {
    switch (kind) {
      case FIRST:
        return severity.isAtLeast(Severity.FATAL) ? Family.FATAL_FIRSTS : Family.FIRSTS;
      case UPDATE:
      case AGAIN:
        return Family.UPDATES;
      case QUIET:
        return Family.QUIETS;
      case ENTRY:
      case ESCALATION:
      case BLOCK:
        return Family.NONE;
    }
    throw new AssertionError(kind);
  }
}
