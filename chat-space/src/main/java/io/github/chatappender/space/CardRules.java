/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

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

  /** Refuses cards that the service refuses. */
  static void check(JsonValue cards) throws Refusal {
    if (!cards.isMissing() && !cards.isArray()) {
      throw Refusal.invalid("Invalid value at 'message.cards_v2': an array is expected.");
    }
    for (JsonValue element : cards) {
      if (!element.path("card").isObject()) {
        throw Refusal.invalid("Invalid value at 'message.cards_v2': a card is expected.");
      }
      CardVocabulary.check(element);
      checkTexts(element, "textParagraph");
      checkTexts(element, "decoratedText");
      checkColumns(element);
    }
  }

  /** Returns copies of valid cards that contain only the parts shown. */
  static List<JsonValue> shown(JsonValue cards) {
    List<JsonValue> shown = new ArrayList<>();
    for (JsonValue element : cards) {
      if (linksAreAbsolute(element)) {
        JsonValue card = withoutBlankHeader(withoutSurplus(element.path("card")));
        shown.add(element.with("card", card));
      }
    }
    return shown;
  }

  /** Returns why parts of valid cards are not shown, in plain words. */
  static List<String> objections(JsonValue cards) {
    List<String> objections = new ArrayList<>();
    for (JsonValue element : cards) {
      JsonValue card = element.path("card");
      if (!linksAreAbsolute(element)) {
        objections.add("A card vanishes: it has a link that is not an absolute https address.");
      } else if (!withoutSurplus(card).equals(card)) {
        objections.add("A card is cut: the section with the 101st widget and all after it vanish.");
      } else if (!withoutBlankHeader(card).equals(card)) {
        objections.add("A card's header is shown blank: it has no title.");
      }
    }
    return objections;
  }

  private static void checkTexts(JsonValue card, String widget) throws Refusal {
    for (JsonValue found : card.findValues(widget)) {
      if (found.path("text").asText().isBlank()) {
        throw Refusal.invalid("A " + widget + " of the card has no text.");
      }
    }
  }

  private static void checkColumns(JsonValue card) throws Refusal {
    for (JsonValue columns : card.findValues("columnItems")) {
      if (columns.size() > MAX_COLUMNS) {
        throw Refusal.invalid("A card has at most " + MAX_COLUMNS + " columns.");
      }
    }
  }

  /**
   * Returns whether every link of the card is absolute; otherwise the service does not show the
   * card.
   */
  private static boolean linksAreAbsolute(JsonValue card) {
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
  private static JsonValue withoutSurplus(JsonValue card) {
    JsonValue sections = card.path("sections");
    List<JsonValue> kept = new ArrayList<>();
    int widgets = 0;
    for (JsonValue section : sections) {
      widgets += section.path("widgets").size();
      if (widgets > MAX_WIDGETS) {
        return card.with("sections", JsonValue.of(kept));
      }
      kept.add(section);
    }
    return card;
  }

  /** Drops a header without a title, which is always shown blank. */
  private static JsonValue withoutBlankHeader(JsonValue card) {
    return card.has("header") && card.at("/header/title").asText().isBlank()
        ? card.with("header", null)
        : card;
  }
}
