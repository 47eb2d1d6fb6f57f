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
 * Reads from a message what a person would see of it: the text, and the texts of a card in their
 * order, without markup of HTML. Stateless.
 */
final class ShownText {

  /** Fields of messages and cards that hold what is shown. */
  private static final Set<String> SHOWN =
      Set.of("text", "title", "subtitle", "header", "topLabel", "bottomLabel", "url");

  private ShownText() {}

  /** Returns lines that each end in a line feed. */
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
      // our own body; the request itself is printed under it
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
