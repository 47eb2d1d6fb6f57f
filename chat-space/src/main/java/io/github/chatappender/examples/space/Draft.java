/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A valid body that is not posted yet. */
final class Draft {
  private final JsonNode body;
  private final String text;
  private final String threadKey;
  private final List<JsonNode> cards;

  Draft(JsonNode body, String text, String threadKey, List<JsonNode> cards) {
    this.body = body;
    this.text = text;
    this.threadKey = threadKey;
    this.cards = List.copyOf(cards);
  }

  JsonNode body() {
    return body;
  }

  String text() {
    return text;
  }

  /** Returns the key in the body, empty if there is none. */
  String threadKey() {
    return threadKey;
  }

  List<JsonNode> cards() {
    return cards;
  }
}
