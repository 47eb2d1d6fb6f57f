/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

/** Selects the service's action for a message whose thread key it does not know. */
public enum ReplyOption {
  /** The message has no thread key, and the parameter is not sent. */
  NONE(""),
  /** The service opens a new thread. */
  FALLBACK("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD"),
  /** The service answers NOT_FOUND and posts nothing. */
  FAIL("REPLY_MESSAGE_OR_FAIL");

  /** The value of the parameter {@code messageReplyOption}. */
  final String value;

  ReplyOption(String value) {
    this.value = value;
  }

  /**
   * Returns the parameters of a request, to append to the webhook's address.
   *
   * @param requestId identifies the message, so that a repeat is not posted again; a UUID
   * @return parameters, each preceded by an ampersand
   */
  public String parameters(String requestId) {
    String parameters = "&requestId=" + requestId;
    return this == NONE ? parameters : parameters + "&messageReplyOption=" + value;
  }
}
