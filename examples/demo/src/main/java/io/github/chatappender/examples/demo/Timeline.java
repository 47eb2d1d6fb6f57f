/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.demo;

import io.github.chatappender.space.Arrival;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lists a space's requests in order of time, one line each. Stateless. */
final class Timeline {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Timeline() {}

  static List<String> of(ChatSpace space) {
    Map<String, ChatMessage> messages = new HashMap<>();
    for (ChatMessage message : space.messages()) {
      if (message.requestId() != null) {
        messages.put(message.requestId(), message);
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line("time", "thread", "status", "first line"));
    for (Arrival arrival : space.arrivals()) {
      // A refused request is identified by the message it finally became.
      ChatMessage message = messages.get(arrival.requestId());
      lines.add(
          line(
              TIME.format(arrival.time()),
              message == null ? "" : thread(message),
              String.valueOf(arrival.status()),
              message == null ? "(never delivered)" : firstLine(message)));
    }
    return lines;
  }

  /** Returns a line about a message that has just arrived. */
  static String line(ChatMessage message) {
    return TIME.format(message.time()) + " | " + thread(message) + " | " + firstLine(message);
  }

  private static String thread(ChatMessage message) {
    String name = message.threadName();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String firstLine(ChatMessage message) {
    return message.text().lines().findFirst().orElse("");
  }

  private static String line(String time, String thread, String status, String text) {
    return String.format(Locale.ROOT, "%-9s | %-6s | %-6s | %s", time, thread, status, text);
  }
}
