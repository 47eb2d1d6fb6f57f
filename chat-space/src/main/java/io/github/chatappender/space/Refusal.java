/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import org.jspecify.annotations.Nullable;

/** Ends a request with a service error. It has no stack trace, because it is a regular answer. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final @Nullable String reason;

  private Refusal(int code, String message, @Nullable String reason) {
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
  }

  static Refusal invalid(String message) {
    return new Refusal(400, message, null);
  }

  static Refusal badKey() {
    return new Refusal(400, "The key is missing or is not one of this service.", "API_KEY_INVALID");
  }

  static Refusal badToken() {
    return new Refusal(403, "The token is missing or does not belong to a webhook here.", null);
  }

  static Refusal notFound(String message) {
    return new Refusal(404, message, null);
  }

  static Refusal tooFast() {
    return new Refusal(429, "The quota of write requests per space is used up.", null);
  }

  int code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  /** Returns the machine-readable reason for {@code details}, or null. */
  @Nullable String reason() {
    return reason;
  }
}
