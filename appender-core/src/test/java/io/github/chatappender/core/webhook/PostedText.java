/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.nio.charset.StandardCharsets;

/** Shows tests of other stages what a transport is handed. Stateless. */
public final class PostedText {

  private PostedText() {}

  /** Returns the body. */
  public static String body(Post post) {
    return new String(post.body(), StandardCharsets.UTF_8);
  }

  /** Returns the parameters that are appended to the address. */
  public static String parameters(Post post) {
    return post.parameters();
  }

  /** Returns the address, secrets included. */
  public static String address(WebhookUrl url) {
    return url.with("").toString();
  }
}
