/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.config.SenderConfig;
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

/**
 * Creates notices of the incidents with news: one per thread, and a digest of many notices of a
 * family. Used only by the delivery thread.
 */
final class NoticeMaker {

  private static final int NAMED = 10;
  private static final int ALL = Integer.MAX_VALUE;

  /**
   * Orders the likely reason first: the most severe problem; among equals one with its own
   * incident, then one with an exception, then the latest. Callers list the newest first, so that
   * it wins a tie.
   */
  private static final Comparator<Incident> LIKELIEST =
      Comparator.comparing(Incident::severity)
          .thenComparing(incident -> !incident.isOther())
          .thenComparing(Incident::hasException)
          .thenComparing(Incident::lastMillis)
          .reversed();

  private final Clock clock;
  private final NoticeOrder order;
  private SenderConfig config;

  NoticeMaker(SenderConfig config, Clock clock, NoticeOrder order) {
    this.clock = clock;
    this.order = order;
    this.config = config;
  }

  /** Applies new settings. */
  void adopt(SenderConfig changed) {
    config = changed;
  }

  /** Returns a notice for each thread with news of incidents, in the order of the incidents. */
  List<Notice> byThread(List<Incident> incidents, long now) {
    String day = day();
    Map<Optional<String>, List<Part>> byThread = new LinkedHashMap<>();
    for (Incident incident : incidents) {
      Part.Kind kind = incident.pendingKind();
      if (kind != null) {
        byThread
            .computeIfAbsent(Optional.ofNullable(incident.thread), t -> new ArrayList<>())
            .add(incident.part(kind, now, day));
      }
    }
    return byThread.values().stream()
        .map(parts -> Notice.ofParts(parts.get(0).incident().thread, parts))
        .collect(Collectors.toList());
  }

  /** Returns whether one of the first notices of incidents is due, and all make a digest. */
  boolean areFirstsOfDigest(List<Incident> incidents, long now) {
    List<Incident> firsts =
        incidents.stream()
            .filter(incident -> incident.nextKind() == Part.Kind.FIRST)
            .collect(Collectors.toList());
    return firsts.stream().anyMatch(incident -> incident.isDue(now))
        && byThread(firsts, now).stream()
                .filter(notice -> notice.family() == Notice.Family.FIRSTS)
                .count()
            >= config.digestAt;
  }

  /** Returns notices by thread, with a digest in place of many of a family. */
  List<Notice> withDigests(List<Incident> incidents, long now) {
    Map<Notice.Family, List<Notice>> families = new EnumMap<>(Notice.Family.class);
    for (Notice notice : byThread(incidents, now)) {
      families.computeIfAbsent(notice.family(), f -> new ArrayList<>()).add(notice);
    }
    List<Notice> result = new ArrayList<>();
    families.forEach(
        (family, members) -> {
          if (family != Notice.Family.NONE && members.size() >= config.digestAt) {
            result.add(digest(partsOf(members), NAMED));
          } else {
            result.addAll(members);
          }
        });
    return result;
  }

  /** Returns one digest of all notices. */
  Notice digestOfAll(List<Notice> notices) {
    Notice all = digest(partsOf(notices), ALL);
    return digest(inDigestsOrder(all), ALL);
  }

  /** Returns one message of all notices: the likely reason in full, the others in a list. */
  Notice summary(List<Notice> notices, long now) {
    List<Part> parts = partsOf(notices);
    Collections.reverse(parts);
    parts.sort(Comparator.comparing(Part::incident, LIKELIEST));
    Part first = parts.get(0);
    parts.set(0, first.incident().part(first.kind, now, first.day, true));
    String thread =
        notices.size() == 1 ? notices.get(0).thread : Notice.digestThread(config.threadBy);
    return new Notice(Notice.Form.SUMMARY, thread, parts, ALL);
  }

  private static List<Part> partsOf(List<Notice> notices) {
    return notices.stream()
        .flatMap(notice -> notice.parts.stream())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Returns the likeliest reason among incidents in the order of their beginnings. */
  static Incident likeliest(List<Incident> incidents) {
    List<Incident> latestFirst = new ArrayList<>(incidents);
    Collections.reverse(latestFirst);
    return Collections.min(latestFirst, LIKELIEST);
  }

  /** Returns a notice with its parts in display order. */
  Notice ordered(Notice picked) {
    if (picked.form == Notice.Form.DIGEST) {
      List<Part> parts = inDigestsOrder(picked);
      // All firsts are named, ten per digest; of the others ten are named, and the rest is counted.
      int limit = picked.family().areFirsts() ? NAMED : ALL;
      return digest(parts.subList(0, Math.min(limit, parts.size())), NAMED);
    }
    List<Part> parts = new ArrayList<>(picked.parts);
    // Parts that do not fit wait for the next message, so the least urgent come last.
    parts.sort(Comparator.comparing(part -> Notice.Rank.of(part.kind, part.severity)));
    return Notice.ofParts(picked.thread, parts);
  }

  private List<Part> inDigestsOrder(Notice digest) {
    List<Part> parts = new ArrayList<>(digest.parts);
    parts.sort(Comparator.comparingLong((Part part) -> part.count).reversed());
    if (digest.family().areFirsts()) {
      parts = order.inTurns(parts);
    }
    parts.sort(Comparator.comparing((Part part) -> part.severity).reversed());
    return parts;
  }

  private Notice digest(List<Part> parts, int named) {
    return new Notice(Notice.Form.DIGEST, Notice.digestThread(config.threadBy), parts, named);
  }

  /** Returns the full block of an incident that only a digest has named. */
  Notice block(Incident incident, long now) {
    Part block = incident.part(Part.Kind.BLOCK, now, day());
    return Notice.ofParts(incident.thread, List.of(block));
  }

  /** Describes an incident as it is, for people who look at it outside the space. */
  Part state(Incident incident, long now) {
    return incident.part(Part.Kind.UPDATE, now, day(), false);
  }

  private String day() {
    return config.rotatesThreadsDaily
        ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString()
        : "";
  }
}
