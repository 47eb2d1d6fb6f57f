/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.Map;
import java.util.function.Predicate;

/**
 * Lists the card fields that senders of notices use. Refuses all others, as the service refuses
 * unknown names. Immutable.
 */
enum CardVocabulary {
  ELEMENT(Map.of("cardId", JsonValue::isText, "card", JsonValue::isObject)),
  CARD(Map.of("header", JsonValue::isObject, "sections", JsonValue::isArray)),
  HEADER(
      Map.of(
          "title", JsonValue::isText,
          "subtitle", JsonValue::isText,
          "imageUrl", JsonValue::isText,
          "imageType", JsonValue::isText,
          "imageAltText", JsonValue::isText)),
  SECTION(
      Map.of(
          "header", JsonValue::isText,
          "collapsible", JsonValue::isBoolean,
          "uncollapsibleWidgetsCount", JsonValue::isInt,
          "widgets", JsonValue::isArray)),
  WIDGET(
      Map.of(
          "textParagraph", JsonValue::isObject,
          "decoratedText", JsonValue::isObject,
          "buttonList", JsonValue::isObject,
          "divider", JsonValue::isObject,
          "columns", JsonValue::isObject)),
  TEXT_PARAGRAPH(Map.of("text", JsonValue::isText, "maxLines", JsonValue::isInt)),
  DECORATED_TEXT(
      Map.of(
          "topLabel", JsonValue::isText,
          "text", JsonValue::isText,
          "bottomLabel", JsonValue::isText,
          "wrapText", JsonValue::isBoolean,
          "startIcon", JsonValue::isObject)),
  START_ICON(Map.of("materialIcon", JsonValue::isObject)),
  MATERIAL_ICON(Map.of("name", JsonValue::isText)),
  BUTTON_LIST(Map.of("buttons", JsonValue::isArray)),
  BUTTON(Map.of("text", JsonValue::isText, "onClick", JsonValue::isObject)),
  ON_CLICK(Map.of("openLink", JsonValue::isObject)),
  OPEN_LINK(Map.of("url", JsonValue::isText)),
  DIVIDER(Map.of()),
  COLUMNS(Map.of("columnItems", JsonValue::isArray)),
  COLUMN(Map.of("widgets", JsonValue::isArray));

  @SuppressWarnings("ImmutableEnumChecker") // a copy that is never changed
  private final Map<String, Predicate<JsonValue>> fields;

  CardVocabulary(Map<String, Predicate<JsonValue>> fields) {
    this.fields = fields;
  }

  /** Refuses an element of {@code cardsV2} with an unknown name or wrong type anywhere in it. */
  static void check(JsonValue element) throws Refusal {
    ELEMENT.checkFields(element);
    JsonValue card = element.path("card");
    CARD.checkFields(card);
    HEADER.checkFields(card.path("header"));
    for (JsonValue section : card.path("sections")) {
      SECTION.checkFields(section);
      checkWidgets(section.path("widgets"));
    }
  }

  private static void checkWidgets(JsonValue widgets) throws Refusal {
    for (JsonValue widget : widgets) {
      WIDGET.checkFields(widget);
      if (widget.size() != 1) {
        throw Refusal.invalid("A widget is of exactly one kind.");
      }
      TEXT_PARAGRAPH.checkFields(widget.path("textParagraph"));
      checkDecoratedText(widget.path("decoratedText"));
      checkButtons(widget.path("buttonList"));
      DIVIDER.checkFields(widget.path("divider"));
      COLUMNS.checkFields(widget.path("columns"));
      for (JsonValue column : widget.path("columns").path("columnItems")) {
        COLUMN.checkFields(column);
        checkWidgets(column.path("widgets"));
      }
    }
  }

  private static void checkDecoratedText(JsonValue decoratedText) throws Refusal {
    DECORATED_TEXT.checkFields(decoratedText);
    START_ICON.checkFields(decoratedText.path("startIcon"));
    MATERIAL_ICON.checkFields(decoratedText.path("startIcon").path("materialIcon"));
  }

  private static void checkButtons(JsonValue buttonList) throws Refusal {
    BUTTON_LIST.checkFields(buttonList);
    for (JsonValue button : buttonList.path("buttons")) {
      BUTTON.checkFields(button);
      ON_CLICK.checkFields(button.path("onClick"));
      OPEN_LINK.checkFields(button.path("onClick").path("openLink"));
    }
  }

  private void checkFields(JsonValue object) throws Refusal {
    if (!object.isMissing() && !object.isObject()) {
      throw Refusal.invalid("Invalid value at '" + name() + "' of a card: an object is expected.");
    }
    for (String name : object.names()) {
      Predicate<JsonValue> type = fields.get(name);
      if (type == null) {
        throw Refusal.invalid("Unknown name \"" + name + "\" at '" + name() + "' of a card.");
      }
      if (!type.test(object.path(name))) {
        throw Refusal.invalid("Invalid value at '" + name + "' of a card.");
      }
    }
  }
}
