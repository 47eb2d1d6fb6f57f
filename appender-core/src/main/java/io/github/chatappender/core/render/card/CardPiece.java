/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render.card;

import io.github.chatappender.core.render.Fact;
import io.github.chatappender.core.text.Json;
import java.util.List;

/** A widget or a section of a card, rendered and measured. Arguments must be escaped. Immutable. */
final class CardPiece {

  final String json;

  /** The length in bytes, including the comma before it. */
  final int bytes;

  /** The number of widgets, including nested ones. */
  final int widgets;

  private CardPiece(Json.Fields fields, int widgets) {
    this.json = Json.object(fields);
    this.bytes = Json.bytes(json) + 1;
    this.widgets = widgets;
  }

  private static CardPiece widget(String type, int widgets, Json.Fields fields) {
    return new CardPiece(
        json -> {
          json.writeObjectFieldStart(type);
          fields.writeTo(json);
          json.writeEndObject();
        },
        widgets);
  }

  /** Returns a text; lines beyond the limit show on demand. */
  static CardPiece paragraph(String html, int maxLines) {
    return widget(
        "textParagraph",
        1,
        json -> {
          json.writeStringField("text", html);
          if (maxLines > 0) {
            json.writeNumberField("maxLines", maxLines);
          }
        });
  }

  /** Returns a text under a label. */
  static CardPiece labelled(String label, String html) {
    return widget(
        "decoratedText",
        1,
        json -> {
          json.writeStringField("topLabel", label);
          json.writeStringField("text", html);
          json.writeBooleanField("wrapText", true);
        });
  }

  /** Returns widgets in two columns, row by row. */
  static CardPiece columns(List<CardPiece> widgets) {
    return widget(
        "columns",
        widgets.size() + 1,
        json -> {
          json.writeArrayFieldStart("columnItems");
          for (int column = 0; column < 2; column++) {
            json.writeStartObject();
            json.writeArrayFieldStart("widgets");
            for (int i = column; i < widgets.size(); i += 2) {
              json.writeRawValue(widgets.get(i).json);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** Returns buttons that open addresses. */
  static CardPiece buttons(List<Fact> links) {
    return widget(
        "buttonList",
        1,
        json -> {
          json.writeArrayFieldStart("buttons");
          for (Fact link : links) {
            json.writeStartObject();
            json.writeStringField("text", link.label);
            json.writeObjectFieldStart("onClick");
            json.writeObjectFieldStart("openLink");
            json.writeStringField("url", link.value);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /**
   * Returns a section.
   *
   * @param header its heading, empty for none
   * @param widgets at least 1
   * @param open how many are always visible; the others show on demand
   */
  static CardPiece section(String header, List<CardPiece> widgets, int open) {
    return new CardPiece(
        json -> {
          if (!header.isEmpty()) {
            json.writeStringField("header", header);
          }
          if (open < widgets.size()) {
            json.writeBooleanField("collapsible", true);
            json.writeNumberField("uncollapsibleWidgetsCount", open);
          }
          json.writeArrayFieldStart("widgets");
          for (CardPiece widget : widgets) {
            json.writeRawValue(widget.json);
          }
          json.writeEndArray();
        },
        widgets.stream().mapToInt(widget -> widget.widgets).sum());
  }

  /** Returns a section that is always fully visible. */
  static CardPiece section(String header, List<CardPiece> widgets) {
    return section(header, widgets, widgets.size());
  }
}
