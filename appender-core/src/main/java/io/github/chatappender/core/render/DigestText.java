/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import java.util.List;

/** Writes the head and the foot of a list of many problems. Stateless. */
public final class DigestText {

  private DigestText() {}

  /** Returns the title of a list. */
  public static String title(List<Part> parts) {
    int size = parts.size();
    if (all(parts, Part.Kind.ENTRY)) {
      long events = events(parts);
      return NewsText.number(events) + (events == 1 ? " event" : " events");
    }
    String problems = NewsText.number(size) + (size == 1 ? " problem" : " problems");
    if (all(parts, Part.Kind.FIRST)) {
      return NewsText.number(size) + (size == 1 ? " new problem" : " new problems");
    }
    if (all(parts, Part.Kind.UPDATE)) {
      String ongoing = size == 1 ? " ongoing problem, ×" : " ongoing problems, ×";
      return NewsText.number(size) + ongoing + NewsText.number(events(parts)) + " more";
    }
    if (all(parts, Part.Kind.QUIET)) {
      return problems + " now quiet";
    }
    if (all(parts, Part.Kind.MUTED)) {
      return problems + " now muted";
    }
    if (all(parts, Part.Kind.UNMUTED)) {
      return problems + " no longer muted, ×" + NewsText.number(events(parts)) + " meanwhile";
    }
    return problems + ", ×" + NewsText.number(events(parts));
  }

  /** Returns the line that replaces the list: the title and the total. */
  static String alone(List<Part> parts) {
    String title = title(parts);
    long events = events(parts);
    return events == 0 || all(parts, Part.Kind.ENTRY) || title.contains("×")
        ? title
        : title + ", ×" + NewsText.number(events);
  }

  /** Returns how many problems are not listed, and how often they occurred. */
  public static String rest(List<Part> parts) {
    String more = "… and " + NewsText.number(parts.size()) + " more";
    long events = events(parts);
    boolean counted = all(parts, Part.Kind.ENTRY) && events == parts.size();
    return events == 0 || counted ? more : more + ", ×" + NewsText.number(events);
  }

  private static long events(List<Part> parts) {
    return parts.stream().mapToLong(part -> part.count).sum();
  }

  private static boolean all(List<Part> parts, Part.Kind kind) {
    return parts.stream().allMatch(part -> part.kind == kind);
  }
}
