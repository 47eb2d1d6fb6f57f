/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Prints what the room would show, and the request under it, instead of posting; takes each message
 * for delivered.
 */
public final class DryRunTransport implements Transport {

  private static final Answer DELIVERED =
      Answer.of(200, null, "{}".getBytes(StandardCharsets.UTF_8));

  private final PrintStream out;

  /**
   * Creates a transport that posts nothing.
   *
   * @param out where messages and requests are printed
   */
  public DryRunTransport(PrintStream out) {
    this.out = out;
  }

  @Override
  public Exchange post(WebhookUrl url, String parameters, byte[] body, Runnable whenDone) {
    // in one piece, so that the lines of other threads do not come in between
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
    // holds nothing
  }
}
