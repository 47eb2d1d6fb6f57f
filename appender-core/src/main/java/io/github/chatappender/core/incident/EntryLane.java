/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.Ticker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Queues entries for their messages: those of one place share a message, urgent ones first,
 * otherwise in order of arrival. Used only by the delivery thread.
 */
final class EntryLane {

  /** The entries that wait for one message. */
  static final class Group {

    final @Nullable String thread;
    private final Object place;

    /** In posting order. */
    private final List<WaitingEntry> entries = new ArrayList<>();

    private Group(Object place, @Nullable String thread) {
      this.place = place;
      this.thread = thread;
    }

    boolean isUrgent() {
      return entries.get(0).isUrgent();
    }

    private void add(WaitingEntry entry) {
      entries.add(entry.isUrgent() ? urgent() : entries.size(), entry);
    }

    /** Returns how many entries are urgent. */
    private int urgent() {
      int count = 0;
      while (count < entries.size() && entries.get(count).isUrgent()) {
        count++;
      }
      return count;
    }

    private long dueAt() {
      long first = entries.get(0).dueAt;
      int urgent = urgent();
      long ordinary = urgent == entries.size() ? first : entries.get(urgent).dueAt;
      return ordinary - first < 0 ? ordinary : first;
    }
  }

  private final Map<Object, Group> groups = new LinkedHashMap<>();
  private int size;

  /**
   * Adds an entry at the end of its queue.
   *
   * @param place equal for the entries that share a message
   * @param thread their thread in the space
   */
  void add(Object place, @Nullable String thread, WaitingEntry entry) {
    groups.computeIfAbsent(place, p -> new Group(p, thread)).add(entry);
    size++;
  }

  /** Returns the number of entries waiting. */
  int size() {
    return size;
  }

  /** Returns the group of all entries; null if there are several or none. */
  @Nullable Group onlyGroup() {
    return groups.size() == 1 ? groups.values().iterator().next() : null;
  }

  @Nullable Group group(Object place) {
    return groups.get(place);
  }

  /** Returns nanoseconds until a message is due, {@link Long#MAX_VALUE} if nothing is waiting. */
  long nanosUntilDue(long now) {
    Group oldest = longestDue();
    return oldest == null ? Long.MAX_VALUE : Math.max(0, oldest.dueAt() - now);
  }

  @Nullable Group longestDue() {
    return longestDue(group -> true);
  }

  @Nullable Group longestDue(Predicate<Group> condition) {
    return groups.values().stream().filter(condition).min(Ticker.order(Group::dueAt)).orElse(null);
  }

  /**
   * Returns the notice of a group. It shows the stack of a known problem once, unless the texts
   * differ only in the stack.
   */
  static Notice notice(Group group) {
    List<Part> parts = new ArrayList<>();
    Set<String> problems = new HashSet<>();
    Set<List<String>> texts = new HashSet<>();
    for (WaitingEntry waiting : group.entries) {
      String problem = waiting.problem();
      boolean full = true;
      if (problem != null) {
        boolean another = problems.add(problem);
        boolean newText = texts.add(List.of(problem, waiting.sample.entry.message));
        full = another || !newText;
      }
      parts.add(waiting.part(full));
    }
    return Notice.ofParts(group.thread, parts);
  }

  /** Removes the first entries of a group. */
  List<WaitingEntry> take(Group group, int count) {
    List<WaitingEntry> first = group.entries.subList(0, count);
    List<WaitingEntry> taken = new ArrayList<>(first);
    first.clear();
    size -= count;
    if (group.entries.isEmpty()) {
      groups.remove(group.place);
    }
    return taken;
  }

  /** Removes the entries that meet a condition. */
  List<WaitingEntry> takeIf(Predicate<WaitingEntry> condition) {
    List<WaitingEntry> taken = new ArrayList<>();
    for (Group group : groups.values()) {
      group.entries.stream().filter(condition).forEach(taken::add);
      group.entries.removeIf(condition);
    }
    groups.values().removeIf(group -> group.entries.isEmpty());
    size -= taken.size();
    return taken;
  }

  List<WaitingEntry> entries() {
    return groups.values().stream()
        .flatMap(group -> group.entries.stream())
        .collect(Collectors.toList());
  }

  void clear() {
    groups.clear();
    size = 0;
  }
}
