/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a body by the space's rules, without posting it. Stateless. */
public final class BodyCheck {
  private static final MessageRules RULES = new MessageRules(ChatSpace.MAX_TEXT_CHARS, false);

  private BodyCheck() {}

  /**
   * Checks the body of a message.
   *
   * @param body the body to check
   * @return why the space would refuse it or show it only in part, null if it would do neither
   */
  public static @Nullable String fault(byte[] body) {
    try {
      Draft draft = RULES.read(body);
      List<JsonValue> posted = new ArrayList<>();
      draft.body().path("cardsV2").forEach(posted::add);
      return draft.cards().equals(posted) ? null : "a part of the card would not be shown";
    } catch (Refusal e) {
      return e.message();
    }
  }
}
