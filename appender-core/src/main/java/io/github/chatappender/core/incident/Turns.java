/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks which notice goes out next: the highest rank, within it the logger that was served longest
 * ago, within that what is due longest. Every third pick goes to what is due longest whatever its
 * rank, so that nothing starves. Used by the delivery thread alone.
 */
final class Turns {

  private static final int LOGGERS = 1_000;
  private static final int THIRD = 3;

  private static final Comparator<DueNotice> LONGEST_DUE = (a, b) -> Long.signum(a.dueAt - b.dueAt);

  private final Map<String, Long> served =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > LOGGERS;
        }
      };

  private long picks;

  /** Returns the notice to post, null if none may be posted. */
  @Nullable DueNotice pick(List<DueNotice> notices, boolean lastPermits) {
    Comparator<DueNotice> order =
        (picks + 1) % THIRD == 0
            ? LONGEST_DUE
            : Comparator.comparing((DueNotice notice) -> notice.rank)
                .thenComparingLong(notice -> lastServed(notice.logger()))
                .thenComparing(LONGEST_DUE);
    return notices.stream()
        .filter(notice -> !lastPermits || notice.mayTakeLastPermits())
        .min(order)
        .orElse(null);
  }

  /**
   * Puts the incidents of a list into turns: one of each logger, then another of each, and so on.
   */
  List<Incident> inTurns(List<Incident> incidents) {
    Map<String, Integer> rounds = new HashMap<>();
    Map<Incident, Integer> roundOf = new HashMap<>();
    for (Incident incident : incidents) {
      roundOf.put(incident, rounds.merge(incident.logger, 1, Integer::sum));
    }
    List<Incident> ordered = new ArrayList<>(incidents);
    ordered.sort(
        Comparator.comparingInt((Incident incident) -> roundOf.getOrDefault(incident, 0))
            .thenComparingLong(incident -> lastServed(incident.logger)));
    return ordered;
  }

  /** Notes that a message went out which tells of these loggers. */
  void picked(Collection<String> loggers) {
    picks++;
    for (String logger : loggers) {
      served.remove(logger);
      served.put(logger, picks);
    }
  }

  private long lastServed(String logger) {
    return served.getOrDefault(logger, 0L);
  }
}
