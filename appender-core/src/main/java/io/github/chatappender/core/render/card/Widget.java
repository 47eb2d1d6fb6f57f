/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render.card;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.chatappender.core.render.Fact;
import io.github.chatappender.core.text.Json;
import java.io.IOException;
import java.util.List;

/** One widget of a card, rendered and measured. Arguments must be escaped. Immutable. */
final class Widget {

  final String json;

  /** The length in bytes, including the comma before it. */
  final int bytes;

  /** The number of widgets, including nested ones. */
  final int count;

  private Widget(Json.Fields fields, int count) {
    this.json = Json.object(fields);
    this.bytes = Json.bytes(json) + 1;
    this.count = count;
  }

  /** Returns a text; lines beyond the limit show on demand. */
  static Widget paragraph(String html, int maxLines) {
    return new Widget(
        json -> {
          json.writeObjectFieldStart("textParagraph");
          json.writeStringField("text", html);
          if (maxLines > 0) {
            json.writeNumberField("maxLines", maxLines);
          }
          json.writeEndObject();
        },
        1);
  }

  /** Returns a text under a label. */
  static Widget labelled(String label, String html) {
    return new Widget(
        json -> {
          json.writeObjectFieldStart("decoratedText");
          json.writeStringField("topLabel", label);
          json.writeStringField("text", html);
          json.writeBooleanField("wrapText", true);
          json.writeEndObject();
        },
        1);
  }

  /** Returns widgets in two columns, row by row. */
  static Widget columns(List<Widget> widgets) {
    return new Widget(
        json -> {
          json.writeObjectFieldStart("columns");
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
          json.writeEndObject();
        },
        widgets.size() + 1);
  }

  /** Returns buttons that open addresses. */
  static Widget buttons(List<Fact> links) {
    return new Widget(
        json -> {
          json.writeObjectFieldStart("buttonList");
          json.writeArrayFieldStart("buttons");
          for (Fact link : links) {
            writeButton(link, json);
          }
          json.writeEndArray();
          json.writeEndObject();
        },
        1);
  }

  private static void writeButton(Fact link, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", link.label);
    json.writeObjectFieldStart("onClick");
    json.writeObjectFieldStart("openLink");
    json.writeStringField("url", link.value);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
