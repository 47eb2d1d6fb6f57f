/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Prints requests instead of posting them, and takes each for delivered. */
public final class DryRunTransport implements Transport {

  private static final Answer DELIVERED =
      Answer.of(200, null, "{}".getBytes(StandardCharsets.UTF_8));

  private final PrintStream out;

  /**
   * Creates a transport that posts nothing.
   *
   * @param out where requests are printed, one line each
   */
  public DryRunTransport(PrintStream out) {
    this.out = out;
  }

  @Override
  public Exchange post(WebhookUrl url, Post post, Runnable whenDone) {
    out.println(
        "dry run, "
            + url
            + " "
            + post.parameters()
            + " "
            + new String(post.body(), StandardCharsets.UTF_8));
    whenDone.run();
    return new Exchange() {
      @Override
      public @Nullable Answer poll() {
        return DELIVERED;
      }

      @Override
      public void cancel() {
        // nothing is under way
      }
    };
  }

  @Override
  public void release() {
    // holds nothing
  }
}
