/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.List;

/** A valid body that is not posted yet. */
final class Draft {
  private final JsonValue body;
  private final String text;
  private final String threadKey;
  private final List<JsonValue> cards;

  Draft(JsonValue body, String text, String threadKey, List<JsonValue> cards) {
    this.body = body;
    this.text = text;
    this.threadKey = threadKey;
    this.cards = List.copyOf(cards);
  }

  JsonValue body() {
    return body;
  }

  String text() {
    return text;
  }

  /** Returns the key in the body, empty if there is none. */
  String threadKey() {
    return threadKey;
  }

  List<JsonValue> cards() {
    return cards;
  }
}
