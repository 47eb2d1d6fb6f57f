/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render.card;

import io.github.chatappender.core.text.Json;
import java.util.List;

/** A section of a card, rendered and measured. Immutable. */
final class CardSection {

  final String json;

  /** The length in bytes, including the comma before it. */
  final int bytes;

  final int widgets;

  /**
   * Writes a section.
   *
   * @param header its escaped heading, empty for none
   * @param widgets at least 1
   * @param open how many are always visible; the others show on demand
   */
  CardSection(String header, List<Widget> widgets, int open) {
    this.json =
        Json.object(
            out -> {
              if (!header.isEmpty()) {
                out.writeStringField("header", header);
              }
              if (open < widgets.size()) {
                out.writeBooleanField("collapsible", true);
                out.writeNumberField("uncollapsibleWidgetsCount", open);
              }
              out.writeArrayFieldStart("widgets");
              for (Widget widget : widgets) {
                out.writeRawValue(widget.json);
              }
              out.writeEndArray();
            });
    this.bytes = Json.bytes(json) + 1;
    this.widgets = widgets.stream().mapToInt(widget -> widget.count).sum();
  }

  /** Writes a section that is always fully visible. */
  CardSection(String header, List<Widget> widgets) {
    this(header, widgets, widgets.size());
  }
}
