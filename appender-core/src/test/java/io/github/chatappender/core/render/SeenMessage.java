/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a message roughly as people see it: its text, its card, and below them its other fields.
 */
final class SeenMessage {

  private final List<String> lines = new ArrayList<>();

  private SeenMessage() {}

  static String of(JsonNode body) {
    SeenMessage seen = new SeenMessage();
    seen.lines.addAll(List.of(body.path("text").asText().split("\n", -1)));
    for (JsonNode element : body.path("cardsV2")) {
      seen.card(element.path("card"));
    }
    seen.lines.add("______");
    body.fieldNames().forEachRemaining(name -> seen.aside(name, body.path(name)));
    return String.join("\n", seen.lines) + "\n";
  }

  private void aside(String name, JsonNode value) {
    if (!name.equals("text") && !name.equals("cardsV2")) {
      lines.add(name + ": " + (value.isTextual() ? value.asText() : value.toString()));
    }
  }

  private void card(JsonNode card) {
    lines.add("┌──────");
    lines.add("│ " + card.path("header").path("title").asText());
    lines.add("│ " + card.path("header").path("subtitle").asText());
    for (JsonNode section : card.path("sections")) {
      lines.add("├────── " + section.path("header").asText());
      int open = section.path("uncollapsibleWidgetsCount").asInt(Integer.MAX_VALUE);
      for (JsonNode widget : section.path("widgets")) {
        widget(widget, open-- > 0 ? "│ " : "│ ▸ ");
      }
    }
    lines.add("└──────");
  }

  private void widget(JsonNode widget, String lead) {
    JsonNode paragraph = widget.path("textParagraph");
    for (String line : paragraph.isMissingNode() ? List.<String>of() : text(paragraph)) {
      lines.add(lead + line);
    }
    JsonNode labelled = widget.path("decoratedText");
    if (!labelled.isMissingNode()) {
      lines.add(
          lead + labelled.path("topLabel").asText() + ": " + String.join(" / ", text(labelled)));
    }
    String side = "left  ";
    for (JsonNode column : widget.path("columns").path("columnItems")) {
      for (JsonNode inner : column.path("widgets")) {
        widget(inner, lead + side);
      }
      side = "right ";
    }
    for (JsonNode button : widget.path("buttonList").path("buttons")) {
      String url = button.path("onClick").path("openLink").path("url").asText();
      lines.add(lead + "[" + button.path("text").asText() + "] " + url);
    }
  }

  private static List<String> text(JsonNode widget) {
    String html = widget.path("text").asText();
    String seen =
        html.replace("<br>", "\n")
            .replaceAll("</?b>", "*")
            .replaceAll("</?code>", "`")
            .replaceAll("</?pre>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
    return List.of(seen.split("\n", -1));
  }
}
