/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks the next notice to post: the highest rank, then the logger that was served longest ago,
 * then the notice that has been due longest. Every third pick is the notice due longest regardless
 * of rank, so that nothing starves. Used only by the delivery thread.
 */
final class NoticeOrder {

  private static final int LOGGERS = 1_000;

  /** Every third permit goes to the notice that has been due longest. */
  static final int THIRD = 3;

  private static final Comparator<Notice> LONGEST_DUE = Ticker.order(Notice::dueAt);

  /** At which pick each logger was served last, the one served longest ago first. */
  private final Map<String, Long> served = new LinkedHashMap<>();

  private long picks;

  /** Returns the notice to post, null if none may be posted. */
  @Nullable Notice pick(List<Notice> notices, boolean lastPermits) {
    Comparator<Notice> order =
        (picks + 1) % THIRD == 0
            ? LONGEST_DUE
            : Comparator.comparing(Notice::rank)
                .thenComparingLong(notice -> lastServed(notice.logger()))
                .thenComparing(LONGEST_DUE);
    return notices.stream()
        .filter(notice -> !lastPermits || notice.rank().mayTakeLastPermits())
        .min(order)
        .orElse(null);
  }

  /** Alternates between the loggers of a list: a part of each, then another of each, and so on. */
  List<Part> inTurns(List<Part> parts) {
    Map<String, Integer> rounds = new HashMap<>();
    IdentityHashMap<Part, Integer> roundOf = new IdentityHashMap<>();
    for (Part part : parts) {
      roundOf.put(part, rounds.merge(part.incident().logger, 1, Integer::sum));
    }
    List<Part> ordered = new ArrayList<>(parts);
    ordered.sort(
        Comparator.comparingInt((Part part) -> roundOf.getOrDefault(part, 0))
            .thenComparingLong(part -> lastServed(part.incident().logger)));
    return ordered;
  }

  /** Records that a message with news of these loggers was posted. */
  void picked(Collection<String> loggers) {
    picks++;
    for (String logger : loggers) {
      served.remove(logger);
      served.put(logger, picks);
      if (served.size() > LOGGERS) {
        served.remove(served.keySet().iterator().next());
      }
    }
  }

  private long lastServed(String logger) {
    return served.getOrDefault(logger, 0L);
  }
}
