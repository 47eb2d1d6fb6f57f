/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Prints the message as the room would show it, and the request below it, instead of posting;
 * treats each message as delivered.
 */
public final class DryRunTransport implements Transport {

  private static final Answer DELIVERED =
      Answer.of(200, null, "{}".getBytes(StandardCharsets.UTF_8));

  private final PrintStream out;

  /**
   * Creates a transport that posts nothing.
   *
   * @param out prints messages and requests
   */
  public DryRunTransport(PrintStream out) {
    this.out = out;
  }

  @Override
  public Exchange post(WebhookUrl url, String parameters, byte[] body, Runnable whenDone) {
    // in one call, so that other threads' lines do not come in between
    out.println(
        ShownText.of(body)
            + "dry run, "
            + url
            + " "
            + parameters
            + " "
            + new String(body, StandardCharsets.UTF_8));
    whenDone.run();
    return Exchange.ended(DELIVERED);
  }

  @Override
  public void release() {
    // holds no resources
  }
}
