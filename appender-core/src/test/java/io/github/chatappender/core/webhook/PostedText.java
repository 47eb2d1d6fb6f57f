/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

/** Gives tests of other stages access to a transport's arguments. Stateless. */
public final class PostedText {

  private PostedText() {}

  /** Returns the address, including secrets. */
  public static String address(WebhookUrl url) {
    return url.with("").toString();
  }
}
