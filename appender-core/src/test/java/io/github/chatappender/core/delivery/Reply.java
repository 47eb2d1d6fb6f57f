/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.webhook.Answer;
import io.github.chatappender.core.webhook.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer of a {@link ScriptedTransport} to one post. Immutable. */
final class Reply {

  private static final Answer OK =
      Answer.of(
          200, null, "{\"name\":\"spaces/AAA/messages/m1\"}".getBytes(StandardCharsets.UTF_8));

  private static final Reply UNREADABLE = new Reply("unreadable", OK, null, 0);

  /** The status, or the failure. */
  final String words;

  final @Nullable Answer answer;
  final @Nullable RuntimeException thrown;
  final long delayNanos;

  private Reply(
      String words, @Nullable Answer answer, @Nullable RuntimeException thrown, long delayNanos) {
    this.words = words;
    this.answer = answer;
    this.thrown = thrown;
    this.delayNanos = delayNanos;
  }

  static Reply ok() {
    return new Reply("200", OK, null, 0);
  }

  static Reply status(int status) {
    return status(status, "");
  }

  static Reply status(int status, String body) {
    return answer(status, body, null);
  }

  /** Answers with an error in the service's form. */
  static Reply error(int code, String status, String message) {
    return status(code, errorBody(code, status, message, ""));
  }

  static Reply errorWithReason(int code, String status, String message, String reason) {
    return status(code, errorBody(code, status, message, reason));
  }

  static Reply retryAfter(int code, String value) {
    return answer(code, errorBody(code, "RESOURCE_EXHAUSTED", "Too fast", ""), value);
  }

  static Reply failure(String words) {
    return new Reply(words, Answer.failed(Outcome.passing(words)), null, 0);
  }

  static Reply never() {
    return new Reply("no answer", null, null, 0);
  }

  static Reply throwing(RuntimeException exception) {
    return new Reply("defect", null, exception, 0);
  }

  /** Answers unreadably. */
  static Reply unreadable() {
    return UNREADABLE;
  }

  boolean isUnreadable() {
    return this == UNREADABLE;
  }

  boolean isOk() {
    return answer == OK && this != UNREADABLE;
  }

  Reply after(Duration delay) {
    return new Reply(words, answer, thrown, delay.toNanos());
  }

  private static Reply answer(int status, String body, @Nullable String retryAfter) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Reply("" + status, Answer.of(status, retryAfter, bytes), null, 0);
  }

  private static String errorBody(int code, String status, String message, String reason) {
    return String.format(
        "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"%s\",\"details\":"
            + "[{\"reason\":\"%s\"}]}}",
        code, message, status, reason);
  }
}
