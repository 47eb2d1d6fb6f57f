/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.testing.ShownNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds when the problems of a room, each called {@code Problem<number>x}, were posted first, and
 * adds up their events as readers could.
 */
final class Firsts {

  private static final Pattern NAME = Pattern.compile("Problem(\\d+)x");

  private final Map<Integer, Double> seconds = new TreeMap<>();
  private final List<String> duplicates = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final Map<Integer, Long> events = new TreeMap<>();

  /** Events of problems that a list does not name. */
  private long unnamed;

  Firsts(FleetRoom room) {
    for (FleetRoom.Posted message : room.messages) {
      boolean news = true;
      for (ShownNotice notice : message.notices()) {
        if (notice.kind == ShownNotice.Kind.DIGEST) {
          news = notice.line.contains("new problem");
        }
        Matcher name = NAME.matcher(notice.text);
        boolean first =
            notice.kind == ShownNotice.Kind.FIRST
                || (notice.kind == ShownNotice.Kind.LISTED && news);
        if (name.find()) {
          int problem = Integer.parseInt(name.group(1));
          note(problem, first, message);
          count(problem, notice);
          if (notice.total > 0 && notice.total != events.get(problem)) {
            wrong.add(problem + ": " + events.get(problem) + " so far in " + message);
            events.put(problem, notice.total); // it includes events that a list has not named
          }
        } else {
          unnamed += notice.count;
        }
      }
    }
  }

  private void note(int problem, boolean first, FleetRoom.Posted message) {
    if (seconds.putIfAbsent(problem, message.seconds()) != null && first) {
      duplicates.add(message.toString());
    }
  }

  /** A block gives the total, not the number of new events. */
  private void count(int problem, ShownNotice notice) {
    if (notice.kind == ShownNotice.Kind.BLOCK) {
      events.put(problem, notice.total);
    } else {
      events.merge(problem, notice.count, Long::sum);
    }
  }

  /** Returns how many events the messages report; those in {@link #unnamed} may count twice. */
  long events() {
    return unnamed + events.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns how many events lists report without the name of their problem. */
  long unnamed() {
    return unnamed;
  }

  /** Returns when a problem was named first, infinite if it never was. */
  double secondsOf(int problem) {
    return seconds.getOrDefault(problem, Double.POSITIVE_INFINITY);
  }

  /** Returns messages whose total is not the sum of the counts so far. */
  List<String> wrong() {
    return wrong;
  }

  /** Returns messages that introduce a problem that an earlier one has named. */
  List<String> duplicates() {
    return duplicates;
  }
}
