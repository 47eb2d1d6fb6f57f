/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final Deque<WaitingEntry> urgent = new ArrayDeque<>();
    private final Deque<WaitingEntry> ordinary = new ArrayDeque<>();

    private Group(Object place, @Nullable String thread) {
      this.place = place;
      this.thread = thread;
    }

    boolean isUrgent() {
      return !urgent.isEmpty();
    }

    /** Returns the entries in posting order. */
    private List<WaitingEntry> entries() {
      List<WaitingEntry> entries = new ArrayList<>(urgent);
      entries.addAll(ordinary);
      return entries;
    }

    private WaitingEntry removeFirst() {
      return (urgent.isEmpty() ? ordinary : urgent).removeFirst();
    }

    private boolean isEmpty() {
      return urgent.isEmpty() && ordinary.isEmpty();
    }

    private long dueAt() {
      if (urgent.isEmpty() || ordinary.isEmpty()) {
        return (urgent.isEmpty() ? ordinary : urgent).getFirst().dueAt;
      }
      long urgentAt = urgent.getFirst().dueAt;
      long ordinaryAt = ordinary.getFirst().dueAt;
      return ordinaryAt - urgentAt < 0 ? ordinaryAt : urgentAt;
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
  void add(Object place, @Nullable String thread, WaitingEntry entry, boolean urgent) {
    Group group = groups.computeIfAbsent(place, p -> new Group(p, thread));
    (urgent ? group.urgent : group.ordinary).addLast(entry);
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
    Group oldest = null;
    for (Group group : groups.values()) {
      if (condition.test(group) && (oldest == null || group.dueAt() - oldest.dueAt() < 0)) {
        oldest = group;
      }
    }
    return oldest;
  }

  /**
   * Returns the notice of a group. It shows the stack of a known problem once, unless the texts
   * differ only in the stack.
   */
  static Notice notice(Group group) {
    List<Part> parts = new ArrayList<>();
    Set<String> problems = new HashSet<>();
    Set<List<String>> texts = new HashSet<>();
    for (WaitingEntry waiting : group.entries()) {
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
    List<WaitingEntry> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      taken.add(group.removeFirst());
    }
    removed(group, count);
    return taken;
  }

  /** Removes the entries that meet a condition. */
  List<WaitingEntry> takeIf(Predicate<WaitingEntry> condition) {
    List<WaitingEntry> taken = new ArrayList<>();
    for (Group group : new ArrayList<>(groups.values())) {
      List<WaitingEntry> some =
          group.entries().stream().filter(condition).collect(Collectors.toList());
      group.urgent.removeIf(condition);
      group.ordinary.removeIf(condition);
      removed(group, some.size());
      taken.addAll(some);
    }
    return taken;
  }

  private void removed(Group group, int count) {
    size -= count;
    if (group.isEmpty()) {
      groups.remove(group.place);
    }
  }

  List<WaitingEntry> entries() {
    return groups.values().stream()
        .flatMap(group -> group.entries().stream())
        .collect(Collectors.toList());
  }

  void clear() {
    groups.clear();
    size = 0;
  }
}
