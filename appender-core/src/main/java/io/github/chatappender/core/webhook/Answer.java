/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import org.jspecify.annotations.Nullable;

/** Holds what came back for a request: an HTTP answer, or what went wrong instead. Immutable. */
public final class Answer {

  private final int status;
  private final @Nullable String retryAfter;
  private final byte[] body;
  private final @Nullable String failure;

  private Answer(int status, @Nullable String retryAfter, byte[] body, @Nullable String failure) {
    this.status = status;
    this.retryAfter = retryAfter;
    this.body = body;
    this.failure = failure;
  }

  /**
   * Holds an HTTP answer.
   *
   * @param status its status code
   * @param retryAfter the header {@code Retry-After}, null if absent
   * @param body its first bytes; not copied
   * @return the answer
   */
  public static Answer of(int status, @Nullable String retryAfter, byte[] body) {
    return new Answer(status, retryAfter, body, null);
  }

  /**
   * Says that there was no answer.
   *
   * @param failure what went wrong, without secrets
   * @return the answer
   */
  public static Answer failed(String failure) {
    return new Answer(0, null, new byte[0], failure);
  }

  int status() {
    return status;
  }

  @Nullable String retryAfter() {
    return retryAfter;
  }

  byte[] body() {
    return body;
  }

  @Nullable String failure() {
    return failure;
  }
}
