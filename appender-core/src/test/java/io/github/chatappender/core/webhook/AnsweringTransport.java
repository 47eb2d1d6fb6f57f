/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Answers posts at once, by a script, and records them. For one thread. */
final class AnsweringTransport implements Transport {

  final List<String> parameters = new ArrayList<>();
  final List<String> bodies = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();

  /** Answers the next posts, each with status 200 and a body. */
  AnsweringTransport posted(String... messages) {
    for (String message : messages) {
      answers.add(Answer.of(200, null, Webhooks.utf8(message)));
    }
    return this;
  }

  AnsweringTransport refused(int status, String word) {
    answers.add(
        Answer.of(status, null, Webhooks.utf8("{\"error\":{\"status\":\"" + word + "\"}}")));
    return this;
  }

  AnsweringTransport answered(Answer... more) {
    Collections.addAll(answers, more);
    return this;
  }

  @Override
  public Exchange post(WebhookUrl url, String with, byte[] body, Runnable whenDone) {
    parameters.add(with);
    bodies.add(new String(body, StandardCharsets.UTF_8));
    whenDone.run();
    return Exchange.ended(answers.remove());
  }

  @Override
  public void release() {
    // holds no resources
  }
}
