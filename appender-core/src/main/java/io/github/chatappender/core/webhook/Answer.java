/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import org.jspecify.annotations.Nullable;

/** Holds what came back for a request: an HTTP answer, or what went wrong instead. Immutable. */
public final class Answer {

  private static final byte[] NO_BODY = {};

  final int status;

  final @Nullable String retryAfter;

  final byte[] body;

  final @Nullable String failure;

  /** What a person can do about the failure; may be empty. */
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
   * Reports that no answer came.
   *
   * @param failure what went wrong, without secrets
   */
  public static Answer failed(String failure) {
    return failed(failure, "");
  }

  /** Reports that no answer came, with what a person can do about it. */
  static Answer failed(String failure, String advice) {
    return new Answer(0, null, NO_BODY, failure, advice, false);
  }

  /** Reports that a person has to mend the way to the service: a proxy, or trust. */
  static Answer routeFault(String failure, String advice) {
    return new Answer(0, null, NO_BODY, failure, advice, true);
  }

  /** Returns whether the failure stays until a person mends the way to the service. */
  boolean isRouteFault() {
    return routeFault;
  }
}
