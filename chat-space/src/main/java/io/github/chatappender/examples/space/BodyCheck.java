/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what the space would make of a body, by the same rules and without a post. Stateless. */
public final class BodyCheck {
  private static final MessageRules RULES = new MessageRules(ChatSpace.MAX_TEXT_CHARS);

  private BodyCheck() {}

  /**
   * Judges the body of a message.
   *
   * @param body what would be posted
   * @return why it would be refused, or not shown as it is; null if it is a good one
   */
  public static @Nullable String fault(byte[] body) {
    try {
      Draft draft = RULES.read(body);
      List<JsonNode> posted = new ArrayList<>();
      draft.body().path("cardsV2").forEach(posted::add);
      return draft.cards().equals(posted) ? null : "a part of the card would not be shown";
    } catch (Refusal e) {
      return e.message();
    }
  }
}
