/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Lists the card fields that senders of notices use. Refuses all others, as the service refuses
 * unknown names. Immutable.
 */
enum CardVocabulary {
  ELEMENT(Map.of("cardId", JsonNode::isTextual, "card", JsonNode::isObject)),
  CARD(Map.of("header", JsonNode::isObject, "sections", JsonNode::isArray)),
  HEADER(
      Map.of(
          "title", JsonNode::isTextual,
          "subtitle", JsonNode::isTextual,
          "imageUrl", JsonNode::isTextual,
          "imageType", JsonNode::isTextual,
          "imageAltText", JsonNode::isTextual)),
  SECTION(
      Map.of(
          "header", JsonNode::isTextual,
          "collapsible", JsonNode::isBoolean,
          "uncollapsibleWidgetsCount", JsonNode::isInt,
          "widgets", JsonNode::isArray)),
  WIDGET(
      Map.of(
          "textParagraph", JsonNode::isObject,
          "decoratedText", JsonNode::isObject,
          "buttonList", JsonNode::isObject,
          "divider", JsonNode::isObject,
          "columns", JsonNode::isObject)),
  TEXT_PARAGRAPH(Map.of("text", JsonNode::isTextual, "maxLines", JsonNode::isInt)),
  DECORATED_TEXT(
      Map.of(
          "topLabel", JsonNode::isTextual,
          "text", JsonNode::isTextual,
          "bottomLabel", JsonNode::isTextual,
          "wrapText", JsonNode::isBoolean,
          "startIcon", JsonNode::isObject)),
  START_ICON(Map.of("materialIcon", JsonNode::isObject)),
  MATERIAL_ICON(Map.of("name", JsonNode::isTextual)),
  BUTTON_LIST(Map.of("buttons", JsonNode::isArray)),
  BUTTON(Map.of("text", JsonNode::isTextual, "onClick", JsonNode::isObject)),
  ON_CLICK(Map.of("openLink", JsonNode::isObject)),
  OPEN_LINK(Map.of("url", JsonNode::isTextual)),
  DIVIDER(Map.of()),
  COLUMNS(Map.of("columnItems", JsonNode::isArray)),
  COLUMN(Map.of("widgets", JsonNode::isArray));

  @SuppressWarnings("ImmutableEnumChecker") // a copy that is never changed
  private final Map<String, Predicate<JsonNode>> fields;

  CardVocabulary(Map<String, Predicate<JsonNode>> fields) {
    this.fields = fields;
  }

  /** Refuses an element of {@code cardsV2} with an unknown name or wrong type anywhere in it. */
  static void check(JsonNode element) throws Refusal {
    ELEMENT.checkFields(element);
    JsonNode card = element.path("card");
    CARD.checkFields(card);
    HEADER.checkFields(card.path("header"));
    for (JsonNode section : card.path("sections")) {
      SECTION.checkFields(section);
      checkWidgets(section.path("widgets"));
    }
  }

  private static void checkWidgets(JsonNode widgets) throws Refusal {
    for (JsonNode widget : widgets) {
      WIDGET.checkFields(widget);
      if (widget.size() != 1) {
        throw Refusal.invalid("A widget is of exactly one kind.");
      }
      TEXT_PARAGRAPH.checkFields(widget.path("textParagraph"));
      checkDecoratedText(widget.path("decoratedText"));
      checkButtons(widget.path("buttonList"));
      DIVIDER.checkFields(widget.path("divider"));
      COLUMNS.checkFields(widget.path("columns"));
      for (JsonNode column : widget.path("columns").path("columnItems")) {
        COLUMN.checkFields(column);
        checkWidgets(column.path("widgets"));
      }
    }
  }

  private static void checkDecoratedText(JsonNode decoratedText) throws Refusal {
    DECORATED_TEXT.checkFields(decoratedText);
    START_ICON.checkFields(decoratedText.path("startIcon"));
    MATERIAL_ICON.checkFields(decoratedText.path("startIcon").path("materialIcon"));
  }

  private static void checkButtons(JsonNode buttonList) throws Refusal {
    BUTTON_LIST.checkFields(buttonList);
    for (JsonNode button : buttonList.path("buttons")) {
      BUTTON.checkFields(button);
      ON_CLICK.checkFields(button.path("onClick"));
      OPEN_LINK.checkFields(button.path("onClick").path("openLink"));
    }
  }

  private void checkFields(JsonNode object) throws Refusal {
    if (!object.isMissingNode() && !object.isObject()) {
      throw Refusal.invalid("Invalid value at '" + name() + "' of a card: an object is expected.");
    }
    // not properties(): this must also run with the oldest Jackson that the appenders support
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      Predicate<JsonNode> type = fields.get(name);
      if (type == null) {
        throw Refusal.invalid("Unknown name \"" + name + "\" at '" + name() + "' of a card.");
      }
      if (!type.test(object.get(name))) {
        throw Refusal.invalid("Invalid value at '" + name + "' of a card.");
      }
    }
  }
}
