/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.List;

/** A valid body that is not posted yet. Its JSON is read again on each call, to save memory. */
final class Draft {
  private final byte[] bytes;
  private final String text;
  private final String threadKey;
  private final List<String> objections;

  Draft(byte[] bytes, String text, String threadKey, List<String> objections) {
    this.bytes = bytes;
    this.text = text;
    this.threadKey = threadKey;
    this.objections = List.copyOf(objections);
  }

  JsonValue body() {
    try {
      return MessageRules.parse(bytes);
    } catch (Refusal e) {
      throw new IllegalStateException("the body was valid before", e);
    }
  }

  String text() {
    return text;
  }

  /** Returns the key in the body, empty if there is none. */
  String threadKey() {
    return threadKey;
  }

  List<JsonValue> cards() {
    return CardRules.shown(body().path("cardsV2"));
  }

  /** Returns what would not be shown as sent, in plain words. */
  List<String> objections() {
    return objections;
  }

  boolean isSame(Draft other) {
    return bytes == other.bytes;
  }
}
