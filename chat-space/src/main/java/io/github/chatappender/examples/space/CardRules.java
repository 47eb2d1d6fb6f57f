/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks cards: refuses invalid ones, and drops the parts that the service accepts but does not
 * show: a card with a bad link, sections beyond 100 widgets, a header without a title.
 */
final class CardRules {
  static final int MAX_WIDGETS = 100;
  static final int MAX_COLUMNS = 2;

  private CardRules() {}

  /** Returns copies of the cards that contain only the parts shown. */
  static List<JsonNode> shown(JsonNode cards) throws Refusal {
    if (cards.isMissingNode()) {
      return List.of();
    }
    if (!cards.isArray()) {
      throw Refusal.invalid("Invalid value at 'message.cards_v2': an array is expected.");
    }
    List<JsonNode> shown = new ArrayList<>();
    for (JsonNode element : cards) {
      if (!element.path("card").isObject()) {
        throw Refusal.invalid("Invalid value at 'message.cards_v2': a card is expected.");
      }
      CardVocabulary.check(element);
      checkTexts(element, "textParagraph");
      checkTexts(element, "decoratedText");
      checkColumns(element);
      if (linksAreAbsolute(element)) {
        shown.add(withoutBlankHeader(withoutSurplus(element)));
      }
    }
    return shown;
  }

  private static void checkTexts(JsonNode card, String widget) throws Refusal {
    for (JsonNode found : card.findValues(widget)) {
      if (found.path("text").asText().isBlank()) {
        throw Refusal.invalid("A " + widget + " of the card has no text.");
      }
    }
  }

  private static void checkColumns(JsonNode card) throws Refusal {
    for (JsonNode columns : card.findValues("columnItems")) {
      if (columns.size() > MAX_COLUMNS) {
        throw Refusal.invalid("A card has at most " + MAX_COLUMNS + " columns.");
      }
    }
  }

  /**
   * Returns whether every link of the card is absolute; otherwise the service does not show the
   * card.
   */
  private static boolean linksAreAbsolute(JsonNode card) {
    return card.findValues("openLink").stream()
        .allMatch(link -> isAbsoluteHttps(link.path("url").asText()));
  }

  private static boolean isAbsoluteHttps(String url) {
    try {
      URI uri = new URI(url);
      return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * Drops the section with which the card exceeds its number of widgets, and all sections after it.
   */
  private static ObjectNode withoutSurplus(JsonNode element) {
    ObjectNode copy = element.deepCopy();
    JsonNode sections = copy.path("card").path("sections");
    if (!(sections instanceof ArrayNode)) {
      return copy;
    }
    int widgets = 0;
    int kept = 0;
    for (JsonNode section : sections) {
      widgets += section.path("widgets").size();
      if (widgets > MAX_WIDGETS) {
        break;
      }
      kept++;
    }
    ArrayNode array = (ArrayNode) sections;
    while (array.size() > kept) {
      array.remove(array.size() - 1);
    }
    return copy;
  }

  /** Drops a header without a title, which is always shown blank. */
  private static JsonNode withoutBlankHeader(ObjectNode element) {
    JsonNode card = element.path("card");
    if (card.has("header") && card.path("header").path("title").asText().isBlank()) {
      ((ObjectNode) card).remove("header");
    }
    return element;
  }
}
