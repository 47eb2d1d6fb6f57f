/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import org.jspecify.annotations.Nullable;

/** Holds the answer to a request: an HTTP response, or the failure instead. Immutable. */
public final class Answer {

  private static final byte[] NO_BODY = {};

  final int status;
  final @Nullable String retryAfter;
  final byte[] body;

  /** What kept the service's answer away, with words not yet safe to show; null for a response. */
  final @Nullable Outcome failure;

  private Answer(int status, @Nullable String retryAfter, byte[] body, @Nullable Outcome failure) {
    this.status = status;
    this.retryAfter = retryAfter;
    this.body = body;
    this.failure = failure;
  }

  /**
   * Holds an HTTP answer.
   *
   * @param retryAfter the header {@code Retry-After}, null if absent
   * @param body its first bytes, null if the client has none; not copied
   */
  public static Answer of(int status, @Nullable String retryAfter, byte @Nullable [] body) {
    return new Answer(status, retryAfter, body == null ? NO_BODY : body, null);
  }

  /** Returns a failure without an answer. */
  public static Answer failed(Outcome failure) {
    return new Answer(0, null, NO_BODY, failure);
  }
}
