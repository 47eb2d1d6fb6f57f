/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.chatappender.core.text.Json;
import java.io.IOException;
import java.util.Set;

/**
 * Extracts the visible text of a message: its text, and the texts of a card in order, without HTML
 * markup. Stateless.
 */
final class ShownText {

  /** Fields of messages and cards with visible text. */
  private static final Set<String> SHOWN =
      Set.of("text", "title", "subtitle", "header", "topLabel", "bottomLabel", "url");

  private ShownText() {}

  /** Returns the visible lines, each ending in a line feed. */
  static String of(byte[] body) {
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
}
