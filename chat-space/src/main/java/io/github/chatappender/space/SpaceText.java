/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a space, or one of its messages, as indented text. */
final class SpaceText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String GAP = "  ";

  private SpaceText() {}

  static String of(String space, Board board) {
    Map<String, List<ChatMessage>> threads = board.threads();
    List<Arrival> arrivals = board.arrivals();
    long limited = arrivals.stream().filter(arrival -> arrival.status() == 429).count();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "spaces/%s: %d messages in %d threads, %d requests, %d of them answered with 429%n",
            space,
            threads.values().stream().mapToInt(List::size).sum(),
            threads.size(),
            arrivals.size(),
            limited));
    threads.forEach((name, messages) -> appendThread(out, name, messages));
    return out.toString();
  }

  /** Returns one message: its time, then its text and cards, indented below it. */
  static String of(ChatMessage message) {
    return of(message, "");
  }

  /** Returns a request that posted nothing, in one line. */
  static String notPosted(Arrival arrival) {
    return TIME.format(arrival.time())
        + GAP
        + arrival.method()
        + " "
        + arrival.path()
        + " -> "
        + arrival.status()
        + ": "
        + PageJson.reason(arrival);
  }

  private static String of(ChatMessage message, String indent) {
    String time = TIME.format(message.time());
    String newLine = System.lineSeparator() + indent + " ".repeat(time.length()) + GAP;
    return indent + time + GAP + String.join(newLine, lines(message));
  }

  private static void appendThread(StringBuilder out, String name, List<ChatMessage> messages) {
    String key = messages.get(0).threadKey();
    out.append(System.lineSeparator())
        .append(name.substring(name.indexOf("threads/")))
        .append(key == null ? ", no key" : ", key " + key)
        .append(System.lineSeparator());
    for (ChatMessage message : messages) {
      out.append(of(message, GAP)).append(System.lineSeparator());
    }
  }

  private static List<String> lines(ChatMessage message) {
    List<String> lines = new ArrayList<>();
    message.text().lines().forEach(lines::add);
    for (JsonValue element : message.cards()) {
      JsonValue card = element.path("card");
      JsonValue header = card.path("header");
      lines.add("[card] " + header.path("title").asText() + " " + header.path("subtitle").asText());
      for (JsonValue section : card.path("sections")) {
        appendSection(lines, section);
      }
    }
    return lines;
  }

  /** Returns the text that a card shows for its HTML. */
  private static String plain(String html) {
    return html.replace("<br>", "\n")
        .replaceAll("<[^>]{0,500}>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private static void appendSection(List<String> lines, JsonValue section) {
    if (section.has("header")) {
      lines.add("  # " + section.path("header").asText());
    }
    for (JsonValue text : section.findValues("text")) {
      plain(text.asText()).lines().forEach(line -> lines.add("  " + line));
    }
    for (JsonValue link : section.findValues("openLink")) {
      lines.add("  -> " + link.path("url").asText());
    }
  }
}
