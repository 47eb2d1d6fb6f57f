/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.Presentation;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;

/**
 * Limits mentions to important news, at most one per {@code mentionInterval}. Confined to one
 * thread.
 */
final class Mentions {

  private boolean told;
  private long toldAt;

  /** Returns whether the message for a notice should mention people. */
  boolean isDue(Notice notice, Presentation look, long now) {
    boolean rested = !told || now - toldAt - look.mentionInterval.toNanos() >= 0;
    return look.mention != null && rested && isWorthIt(notice, look);
  }

  /** Returns whether a notice has news that people must see. */
  static boolean isWorthIt(Notice notice, Presentation look) {
    return notice.parts.stream().anyMatch(part -> isWorthIt(part, look));
  }

  /** Notes that a message with a mention was delivered. */
  void told(long now) {
    told = true;
    toldAt = now;
  }

  private static boolean isAtLeast(Part part, Severity level) {
    return part.severity.isAtLeast(level) || part.entry.mentionSeverity().isAtLeast(level);
  }

  private static boolean isWorthIt(Part part, Presentation look) {
    switch (part.kind) {
      case ENTRY:
      case FIRST:
      case ESCALATION:
        return isAtLeast(part, look.mentionLevel);
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
