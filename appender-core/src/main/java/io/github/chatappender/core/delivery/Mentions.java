/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.Owner;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.render.Owners;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Limits mentions to important news, for each owner of code at most one per {@code
 * mentionInterval}; code without an owner counts as one's. Confined to one thread.
 */
final class Mentions {

  /** More would push the news off a phone's screen. */
  private static final int MOST = 5;

  private static final int NO_OWNER = -1;

  /**
   * When the owner at a place in the list was mentioned last; at {@link #NO_OWNER} when the one was
   * who is mentioned for all other code.
   */
  private final Map<Integer, Long> mentionedAt = new HashMap<>();

  /** Returns whom the message for a notice should mention: user ids or {@code all}, at most 5. */
  List<String> due(Notice notice, SenderConfig config, long now) {
    Set<String> due = new LinkedHashSet<>();
    for (Part part : worthIt(notice, config)) {
      Owner owner = owner(part, config);
      String who = who(owner, config);
      if (who != null && due.size() < MOST && hasRested(owner, config, now)) {
        due.add(who);
      }
    }
    return List.copyOf(due);
  }

  /** Returns those among the mentioned whom the notice, possibly with fewer parts, concerns. */
  static List<String> concerned(List<String> mentioned, Notice notice, SenderConfig config) {
    Set<String> concerned = new HashSet<>();
    worthIt(notice, config).forEach(part -> concerned.add("" + who(owner(part, config), config)));
    return mentioned.stream().filter(concerned::contains).collect(Collectors.toList());
  }

  /** Notes that a message with mentions was delivered. */
  void delivered(Notice notice, List<String> mentioned, SenderConfig config, long now) {
    for (Part part : worthIt(notice, config)) {
      Owner owner = owner(part, config);
      if (mentioned.contains("" + who(owner, config))) {
        mentionedAt.put(place(owner, config), now);
      }
    }
  }

  /** Forgets the owners, since others may take their places. */
  void forgetOwners() {
    mentionedAt.keySet().removeIf(place -> place != NO_OWNER);
  }

  private boolean hasRested(@Nullable Owner owner, SenderConfig config, long now) {
    Long at = mentionedAt.get(place(owner, config));
    return at == null || now - at - config.look.mentionInterval.toNanos() >= 0;
  }

  /** Returns the owner of a part's code if it has a mention; else null. */
  private static @Nullable Owner owner(Part part, SenderConfig config) {
    Owner owner = Owners.of(part.entry, config);
    return owner == null || owner.mention == null ? null : owner;
  }

  private static @Nullable String who(@Nullable Owner owner, SenderConfig config) {
    return owner == null ? config.look.mention : owner.mention;
  }

  private static int place(@Nullable Owner owner, SenderConfig config) {
    return owner == null ? NO_OWNER : config.look.owners.indexOf(owner);
  }

  private static List<Part> worthIt(Notice notice, SenderConfig config) {
    return notice.parts.stream()
        .filter(part -> isWorthIt(part, config))
        .collect(Collectors.toList());
  }

  private static boolean isAtLeast(Part part, Severity level) {
    return part.severity.isAtLeast(level) || part.entry.mentionSeverity().isAtLeast(level);
  }

  private static boolean isWorthIt(Part part, SenderConfig config) {
    switch (part.kind) {
      case ENTRY:
      case FIRST:
      case ESCALATION:
        return isAtLeast(part, config.look.mentionLevel);
      case UPDATE:
      case AGAIN:
      case QUIET:
      case MUTED:
      case UNMUTED:
      case BLOCK:
        return false;
    }
    throw new AssertionError(part.kind);
  }
}
