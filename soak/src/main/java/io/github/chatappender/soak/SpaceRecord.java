/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.core.testing.ShownNotice;
import io.github.chatappender.space.ChatMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts reported and lost events from nothing but the texts of a space's messages. Not
 * thread-safe.
 */
final class SpaceRecord {

  private static final Pattern LISTED_ID = Pattern.compile(" · `([0-9a-f]{8})`$");
  private static final Pattern SHOWN_ID = Pattern.compile(" · id `(\\w{8})`");
  private static final Pattern THREAD_ID = Pattern.compile(":([0-9a-f]{8})[0-9a-f]{8}:");
  private static final Pattern LOST = Pattern.compile("^⚠️ (?:.* — )?([\\d,]+) events? not shown");

  private static final Pattern CRITICAL = Pattern.compile("critical \\d+ of \\S+ is here");

  private static final Set<ShownNotice.Kind> IN_LISTS =
      EnumSet.of(ShownNotice.Kind.LISTED, ShownNotice.Kind.MORE);
  private static final Pattern COUNTED = Pattern.compile("×([\\d,]+)");

  private final List<Long> eventsOf = new ArrayList<>();
  private final List<Long> lossesOf = new ArrayList<>();

  /** How many events of each problem the current sender has reported. */
  private final Map<String, Long> reported = new HashMap<>();

  /** How many events the current sender has reported without naming their problem. */
  private long unnamed;

  private long perhapsTwice;

  private final Map<String, Integer> critical = new TreeMap<>();

  /**
   * Reads messages.
   *
   * @param senders the index of each new sender's first message; its totals start at 0
   */
  SpaceRecord(List<ChatMessage> messages, List<Integer> senders) {
    for (int i = 0; i < messages.size(); i++) {
      if (senders.contains(i)) {
        reported.clear();
        unnamed = 0;
      }
      read(messages.get(i));
    }
  }

  /** Returns how many events were reported, including those reported twice. */
  long events() {
    return sum(eventsOf);
  }

  /**
   * Returns how many of them may be repeats: the end of a list does not name its problems, and a
   * later block gives its problem's total.
   */
  long perhapsTwice() {
    return perhapsTwice;
  }

  /** Returns the maximum number of events in so many messages. */
  long mostEventsOf(long messages) {
    return most(eventsOf, messages);
  }

  /** Returns how many events were reported as lost. */
  long losses() {
    return sum(lossesOf);
  }

  /** Returns how often the text of each critical event was posted. */
  Map<String, Integer> critical() {
    return critical;
  }

  long mostLossesOf(long messages) {
    return most(lossesOf, messages);
  }

  private void read(ChatMessage message) {
    Matcher matcher = CRITICAL.matcher(message.text());
    while (matcher.find()) {
      critical.merge(matcher.group(), 1, Integer::sum);
    }
    long events = 0;
    long losses = 0;
    List<ShownNotice> all = ShownNotice.in(message.text());
    boolean list = all.stream().anyMatch(notice -> IN_LISTS.contains(notice.kind));
    for (ShownNotice notice : all) {
      if (notice.kind == ShownNotice.Kind.LOSS) {
        losses += number(LOST, notice.line);
      } else if (notice.kind == ShownNotice.Kind.DIGEST) {
        events += list ? 0 : addUnnamed(number(COUNTED, notice.line));
      } else {
        events += events(message, notice);
      }
    }
    eventsOf.add(events);
    lossesOf.add(losses);
  }

  private long events(ChatMessage message, ShownNotice notice) {
    switch (notice.kind) {
      case MORE:
        return addUnnamed(notice.count);
      case LISTED:
        return add(find(LISTED_ID, notice.line), notice.count);
      case BLOCK:
        String id = id(message, notice);
        long beyond = Math.max(0, notice.total - reported.getOrDefault(id, 0L));
        perhapsTwice += Math.min(beyond, unnamed);
        return add(id, beyond);
      default:
        return add(id(message, notice), notice.count);
    }
  }

  /**
   * Returns a problem's id from its thread, or from the text if a flush shows the problem
   * elsewhere.
   */
  private static String id(ChatMessage message, ShownNotice notice) {
    String thread = String.valueOf(message.threadKey());
    return THREAD_ID.matcher(thread).find() ? find(THREAD_ID, thread) : find(SHOWN_ID, notice.text);
  }

  private long add(String id, long events) {
    reported.merge(id, events, Long::sum);
    return events;
  }

  private long addUnnamed(long events) {
    unnamed += events;
    return events;
  }

  private static long number(Pattern pattern, String text) {
    return Long.parseLong(find(pattern, text).replace(",", ""));
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is not in: " + text);
    }
    return matcher.group(1);
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private static long most(List<Long> counts, long messages) {
    return counts.stream()
        .sorted(Collections.reverseOrder())
        .limit(messages)
        .mapToLong(Long::longValue)
        .sum();
  }
}
