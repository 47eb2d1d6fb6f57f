/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

/**
 * Holds one request: body, request id and reply option. The same through all its retries.
 * Immutable.
 */
public final class Post {

  private final byte[] body;
  private final String requestId;
  private final ReplyOption replyOption;

  /**
   * Creates a request.
   *
   * @param body the serialised message; not copied, not to be changed
   * @param requestId names the message, so that a repeat is not posted again; a UUID
   * @param replyOption what the service does if the thread is not there
   */
  public Post(byte[] body, String requestId, ReplyOption replyOption) {
    this.body = body;
    this.requestId = requestId;
    this.replyOption = replyOption;
  }

  /**
   * Returns the serialised message.
   *
   * @return the body, not to be changed
   */
  public byte[] body() {
    return body;
  }

  /**
   * Returns what names the message to the service.
   *
   * @return a UUID
   */
  public String requestId() {
    return requestId;
  }

  /**
   * Returns what the service does if the thread is not there.
   *
   * @return the option
   */
  public ReplyOption replyOption() {
    return replyOption;
  }

  /** Returns what is appended to the webhook's address. */
  String parameters() {
    String parameters = "&requestId=" + requestId;
    return replyOption == ReplyOption.NONE
        ? parameters
        : parameters + "&messageReplyOption=" + replyOption.value();
  }
}
