/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

/** Shows tests of other stages what a transport is handed. Stateless. */
public final class PostedText {

  private PostedText() {}

  /** Returns the address, secrets included. */
  public static String address(WebhookUrl url) {
    return url.with("").toString();
  }
}
