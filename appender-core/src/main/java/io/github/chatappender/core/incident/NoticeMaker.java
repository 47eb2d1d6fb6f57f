/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.incident.DueNotice.Family;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.ThreadBy;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes notices of the incidents that have news: those of one thread are one, and many of a family
 * are a digest. Used by the delivery thread alone.
 */
final class NoticeMaker {

  private static final String DIGEST_THREAD = "digest";
  private static final int NAMED = 10;
  private static final int ALL = Integer.MAX_VALUE;

  /**
   * The likely reason of an end comes first; of equals the one that was added last. Gathered
   * problems are no reason as long as there is one of its own.
   */
  private static final Comparator<Incident> LIKELIEST =
      Comparator.comparing(Incident::severity)
          .thenComparing(incident -> !incident.isOther())
          .thenComparing(Incident::hasException)
          .thenComparing(Incident::lastMillis)
          .reversed();

  private final Clock clock;
  private final Turns turns;
  private ThreadBy threadBy;
  private boolean daily;
  private int digestAt;

  NoticeMaker(SenderConfig config, Clock clock, Turns turns) {
    this.clock = clock;
    this.turns = turns;
    this.threadBy = config.threadBy();
    this.daily = config.rotatesThreadsDaily();
    this.digestAt = config.digestAt();
  }

  /** Takes new settings. */
  void adopt(SenderConfig config) {
    threadBy = config.threadBy();
    daily = config.rotatesThreadsDaily();
    digestAt = config.digestAt();
  }

  /** Merges the incidents of one thread, in the order in which the threads come. */
  static List<DueNotice> byThread(List<Incident> incidents) {
    Map<Optional<String>, DueNotice> byThread = new LinkedHashMap<>();
    for (Incident incident : incidents) {
      Part.Kind kind = incident.nextKind();
      Optional<String> thread = Optional.ofNullable(incident.thread);
      DueNotice known = byThread.get(thread);
      if (kind == null) {
        continue;
      }
      if (known == null) {
        byThread.put(thread, new DueNotice(incident.thread, incident, kind));
      } else {
        known.add(incident, kind);
      }
    }
    return new ArrayList<>(byThread.values());
  }

  /** Tells whether the firsts among incidents are enough for a digest. */
  boolean areFirstsOfDigest(List<Incident> incidents) {
    return byThread(incidents).stream().filter(n -> n.family == Family.FIRSTS).count() >= digestAt;
  }

  /** Merges incidents by thread, and puts a digest in the place of many notices of a family. */
  List<DueNotice> withDigests(List<Incident> incidents) {
    Map<Family, List<DueNotice>> families = new EnumMap<>(Family.class);
    for (DueNotice notice : byThread(incidents)) {
      families.computeIfAbsent(notice.family, f -> new ArrayList<>()).add(notice);
    }
    List<DueNotice> result = new ArrayList<>();
    families.forEach(
        (family, members) -> {
          if (family != Family.NONE && members.size() >= digestAt) {
            result.add(DueNotice.digestOf(members, digestThread()));
          } else {
            result.addAll(members);
          }
        });
    return result;
  }

  /** Returns what is told of notices as of now: a digest of all of them. */
  Notice digestOfAll(List<DueNotice> notices, long now) {
    return digest(DueNotice.digestOf(notices, digestThread()), now, ALL, ALL);
  }

  /** Returns all of some notices as of now: the likely reason in full, the others in a list. */
  Notice summary(List<DueNotice> notices, long now) {
    List<Incident> incidents =
        likeliestFirst(
            notices.stream()
                .flatMap(notice -> notice.incidents.stream())
                .collect(Collectors.toList()));
    List<Part> parts = new ArrayList<>();
    for (Incident incident : incidents) {
      Part.Kind kind = incident.nextKind();
      if (kind != null) {
        parts.add(
            parts.isEmpty()
                ? incident.part(kind, now, day(), true)
                : incident.part(kind, now, day()));
      }
    }
    String thread = notices.size() == 1 ? notices.get(0).thread : digestThread();
    return new Notice(Notice.Form.SUMMARY, thread, parts, ALL);
  }

  /** Sorts incidents that are in the order in which they began. */
  static List<Incident> likeliestFirst(List<Incident> incidents) {
    List<Incident> sorted = new ArrayList<>(incidents);
    Collections.reverse(sorted);
    sorted.sort(LIKELIEST);
    return sorted;
  }

  /** Returns what is told as of now. */
  Notice notice(DueNotice due, long now) {
    if (due.digest) {
      // All firsts are named, ten in each digest; of the others ten are, and the rest is counted.
      return digest(due, now, due.family.areFirsts() ? NAMED : ALL, NAMED);
    }
    List<Part> parts = new ArrayList<>();
    for (Incident incident : due.incidents) {
      addPart(incident, now, parts);
    }
    // Parts that do not fit wait for the next message: they must be the least urgent ones.
    parts.sort(Comparator.comparing(part -> DueNotice.rank(part.kind(), part.severity())));
    return new Notice(Notice.Form.PARTS, due.thread, parts, parts.size());
  }

  private Notice digest(DueNotice due, long now, int limit, int named) {
    List<Incident> incidents = new ArrayList<>(due.incidents);
    incidents.sort(Comparator.comparingLong(Incident::pending).reversed());
    if (due.family.areFirsts()) {
      incidents = turns.inTurns(incidents);
    }
    incidents.sort(Comparator.comparing(Incident::severity).reversed());
    List<Part> parts = new ArrayList<>();
    for (Incident incident : incidents.subList(0, Math.min(limit, incidents.size()))) {
      addPart(incident, now, parts);
    }
    return new Notice(Notice.Form.DIGEST, due.thread, parts, named);
  }

  private void addPart(Incident incident, long now, List<Part> parts) {
    Part.Kind kind = incident.nextKind();
    if (kind != null) {
      parts.add(incident.part(kind, now, day()));
    }
  }

  /** Returns the full block of an incident that only a digest has named. */
  Notice block(Incident incident, long now) {
    Part block = incident.part(Part.Kind.BLOCK, now, day());
    return new Notice(Notice.Form.PARTS, incident.thread, List.of(block), 1);
  }

  /** Returns a notice that tells losses only. */
  Notice lossOnly() {
    return new Notice(Notice.Form.LOSS, hasThreads() ? "" : null, List.of(), 0);
  }

  private @Nullable String digestThread() {
    return hasThreads() ? DIGEST_THREAD : null;
  }

  private boolean hasThreads() {
    return threadBy.kind() != ThreadBy.Kind.NONE;
  }

  private String day() {
    return daily ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString() : "";
  }
}
