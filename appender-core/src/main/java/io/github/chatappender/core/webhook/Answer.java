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

  final @Nullable String failure;

  /** The remedy for the failure; may be empty. */
  final String advice;

  private final boolean routeFault;

  private Answer(
      int status,
      @Nullable String retryAfter,
      byte[] body,
      @Nullable String failure,
      String advice,
      boolean routeFault) {
    this.status = status;
    this.retryAfter = retryAfter;
    this.body = body;
    this.failure = failure;
    this.advice = advice;
    this.routeFault = routeFault;
  }

  /**
   * Holds an HTTP answer.
   *
   * @param status its status code
   * @param retryAfter the header {@code Retry-After}, null if absent
   * @param body its first bytes, null if the client has none; not copied
   */
  public static Answer of(int status, @Nullable String retryAfter, byte @Nullable [] body) {
    return new Answer(status, retryAfter, body == null ? NO_BODY : body, null, "", false);
  }

  /**
   * Returns a failure without an answer.
   *
   * @param failure what went wrong, without secrets
   */
  public static Answer failed(String failure) {
    return failed(failure, "");
  }

  /** Returns a failure without an answer, with its remedy. */
  static Answer failed(String failure, String advice) {
    return new Answer(0, null, NO_BODY, failure, advice, false);
  }

  /** Returns a failure of a proxy or of trust, which a person has to fix. */
  static Answer routeFault(String failure, String advice) {
    return new Answer(0, null, NO_BODY, failure, advice, true);
  }

  /**
   * Returns whether the failure is that of a proxy or of trust, which lasts until a person fixes
   * it.
   */
  boolean isRouteFault() {
    return routeFault;
  }
}
