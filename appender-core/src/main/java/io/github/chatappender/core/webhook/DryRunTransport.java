/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.chatappender.core.text.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints each message as the local space's console shows the room, and the request below it,
 * instead of posting; treats each message as delivered. Thread-safe if the stream is.
 */
public final class DryRunTransport implements Transport {

  private static final Answer DELIVERED =
      Answer.of(200, null, "{}".getBytes(StandardCharsets.UTF_8));

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String GAP = "  ";

  private final PrintStream out;
  private final Clock clock;

  /** Creates a transport that prints to a stream; the clock is for the time of each message. */
  public DryRunTransport(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public Exchange post(WebhookUrl url, String parameters, byte[] body, Runnable whenDone) {
    String time = TIME.format(clock.instant());
    String newLine = "\n" + " ".repeat(time.length()) + GAP;
    // in one call, so that other threads' lines do not come in between
    out.println(
        time
            + GAP
            + String.join(newLine, shown(body))
            + newLine
            + "dry run, "
            + url
            + " "
            + parameters
            + " "
            + new String(body, StandardCharsets.UTF_8));
    whenDone.run();
    return Exchange.ended(DELIVERED);
  }

  /** Returns the lines of a message: its text, and of each card the texts and links in order. */
  private static List<String> shown(byte[] body) {
    List<String> lines = new ArrayList<>();
    List<String> links = new ArrayList<>();
    String title = "";
    boolean inCard = false;
    try (JsonParser parser = Json.FACTORY.createParser(body)) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        String name = String.valueOf(parser.currentName());
        inCard |= name.equals("cardsV2");
        if (name.equals("widgets") && t == JsonToken.END_ARRAY) {
          lines.addAll(links);
          links.clear();
        }
        if (t != JsonToken.VALUE_STRING) {
          continue;
        }
        String text = parser.getText();
        if (name.equals("text") && !inCard) {
          text.lines().forEach(lines::add);
        } else if (name.equals("text")) {
          plain(text).lines().forEach(line -> lines.add(GAP + line));
        } else if (name.equals("title")) {
          title = text;
        } else if (name.equals("subtitle")) {
          lines.add("[card] " + title + " " + text);
        } else if (name.equals("header")) {
          lines.add(GAP + "# " + text);
        } else if (name.equals("url")) {
          links.add(GAP + "-> " + text);
        }
      }
    } catch (IOException e) {
      // the library's own body; the request itself is printed below it
    }
    lines.addAll(links);
    return lines;
  }

  private static String plain(String html) {
    return html.replace("<br>", "\n")
        .replaceAll("<[^>]{0,500}>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
