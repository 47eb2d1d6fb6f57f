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
import java.util.Set;

/**
 * Prints the message as the room would show it, and the request below it, instead of posting;
 * treats each message as delivered.
 */
public final class DryRunTransport implements Transport {

  private static final Answer DELIVERED =
      Answer.of(200, null, "{}".getBytes(StandardCharsets.UTF_8));

  /** Fields of messages and cards with visible text. */
  private static final Set<String> SHOWN =
      Set.of("text", "title", "subtitle", "header", "topLabel", "bottomLabel", "url");

  private final PrintStream out;

  /** Creates a transport that prints to a stream. */
  public DryRunTransport(PrintStream out) {
    this.out = out;
  }

  @Override
  public Exchange post(WebhookUrl url, String parameters, byte[] body, Runnable whenDone) {
    // in one call, so that other threads' lines do not come in between
    out.println(
        shown(body)
            + "dry run, "
            + url
            + " "
            + parameters
            + " "
            + new String(body, StandardCharsets.UTF_8));
    whenDone.run();
    return Exchange.ended(DELIVERED);
  }

  /**
   * Returns the visible text of a message, and the texts of a card in order, without HTML markup:
   * lines that end in a line feed.
   */
  private static String shown(byte[] body) {
    StringBuilder lines = new StringBuilder();
    boolean inCard = false;
    try (JsonParser parser = Json.FACTORY.createParser(body)) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        String name = parser.currentName();
        inCard |= "cardsV2".equals(name);
        if (t == JsonToken.VALUE_STRING && name != null && SHOWN.contains(name)) {
          String text = parser.getText();
          lines.append(inCard ? plain(text) : text).append('\n');
        }
      }
    } catch (IOException e) {
      // the library's own body; the request itself is printed below it
    }
    return lines.toString();
  }

  private static String plain(String html) {
    return html.replace("<br>", "\n")
        .replaceAll("<[^>]{0,500}>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  @Override
  public void release() {
    // holds no resources
  }
}
