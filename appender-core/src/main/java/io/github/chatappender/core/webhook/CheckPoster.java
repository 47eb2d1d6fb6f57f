/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import io.github.chatappender.core.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Posts short texts one after another and waits for each answer, within the quota of the space.
 * Used by one thread.
 */
final class CheckPoster {

  /** The service allows one request a second and space. */
  private static final Duration SPACING = Duration.ofMillis(1_100);

  /** Lets the client report its own time-out first, which names the party that did not answer. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  final WebhookUrl url;
  private final Transport transport;
  private final Duration limit;
  private final OutcomeReader outcomes;

  /** Removes key and token of the address from a text. */
  final UnaryOperator<String> scrub;

  private final WebhookCheck.Pause pause;
  private boolean hasPosted;

  CheckPoster(
      WebhookUrl url,
      Transport transport,
      Duration requestTimeout,
      OutcomeReader outcomes,
      UnaryOperator<String> scrub,
      WebhookCheck.Pause pause) {
    this.url = url;
    this.transport = transport;
    this.limit = requestTimeout.plus(GRACE);
    this.outcomes = outcomes;
    this.scrub = scrub;
    this.pause = pause;
  }

  /** Posts a text with a request id of its own. */
  Result post(String text, @Nullable String threadKey, ReplyOption option)
      throws InterruptedException {
    return post(text, threadKey, option, option.parameters(newId()));
  }

  /**
   * Posts a text; once more if the service refuses it because another one came within the same
   * second.
   *
   * @param threadKey the key of its thread, null for none
   * @param asked the reply option in the parameters
   * @param parameters the text to append to the address
   */
  Result post(String text, @Nullable String threadKey, ReplyOption asked, String parameters)
      throws InterruptedException {
    boolean first = !hasPosted;
    hasPosted = true;
    if (!first && !url.loopback) {
      pause.pause(SPACING);
    }
    Result result = attempt(text, threadKey, asked, parameters);
    if (first || result.outcome.verdict != Outcome.Verdict.THROTTLED) {
      return result;
    }
    pause.pause(SPACING);
    return attempt(text, threadKey, asked, parameters);
  }

  private Result attempt(
      String text, @Nullable String threadKey, ReplyOption asked, String parameters)
      throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Exchange exchange = transport.post(url, parameters, body(text, threadKey), ended::countDown);
    boolean inTime = ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    Answer answer = exchange.poll();
    if (!inTime || answer == null) {
      exchange.cancel();
      answer = Answer.failed(Outcome.passing("no answer within " + limit.toMillis() + " ms"));
    }
    return new Result(answer, outcomes.read(answer, asked, scrub));
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  private static byte[] body(String text, @Nullable String threadKey) {
    return Json.object(
            json -> {
              json.writeStringField("text", text);
              if (threadKey != null) {
                json.writeObjectFieldStart("thread");
                json.writeStringField("threadKey", threadKey);
                json.writeEndObject();
              }
            })
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Holds the outcome of a post, and the message that it created. */
  static final class Result {

    final Outcome outcome;

    /** The message as the service returns it; empty if it was not posted. */
    final PostedMessage message;

    /** Whether the answer is the service's own, not that of something in between. */
    final boolean isOfService;

    private Result(Answer answer, Outcome outcome) {
      this.outcome = outcome;
      this.message = PostedMessage.read(answer.body);
      this.isOfService = isPosted() || ServiceError.read(answer.body).parsed;
    }

    boolean isPosted() {
      return outcome.verdict == Outcome.Verdict.DELIVERED;
    }
  }
}
