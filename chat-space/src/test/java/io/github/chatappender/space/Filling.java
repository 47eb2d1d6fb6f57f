/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Fills a space without HTTP. */
final class Filling {
  private static final MessageRules RULES = new MessageRules(ChatSpace.MAX_TEXT_CHARS, false);
  private static final Webhook WEBHOOK = new Webhook("AAA", "t");

  private Filling() {}

  /** Posts a message in the thread of this key. */
  static void post(ChatSpace space, String body, String key) throws Refusal {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Draft draft = RULES.read(bytes);
    ReplyOption option =
        key.isEmpty()
            ? ReplyOption.MESSAGE_REPLY_OPTION_UNSPECIFIED
            : ReplyOption.REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD;
    Draft keyed = new Draft(bytes, draft.text(), key, draft.objections());
    ChatMessage message = space.board().post(WEBHOOK, keyed, option, null);
    SpaceRequest request =
        new SpaceRequest(
            "POST",
            "/v1/spaces/AAA/messages",
            new RawQuery("key=k&token=t"),
            Client.JSON,
            bytes,
            bytes.length,
            System.nanoTime(),
            Clock.systemUTC().instant());
    space
        .board()
        .arrived(
            request,
            200,
            Answer.json(200, Map.of("name", message.name())).about(message, List.of()));
  }
}
