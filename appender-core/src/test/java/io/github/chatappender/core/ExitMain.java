/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeDiagnostics;

/** Logs one event at the end of a program. */
final class ExitMain {

  private ExitMain() {}

  /**
   * Logs and returns.
   *
   * @param arguments the webhook's address, {@code shutdownHook} and {@code shutdownTimeout}
   */
  public static void main(String[] arguments) {
    ChatSender sender =
        Senders.start(
            Senders.fast(arguments[0])
                .set(Setting.FIRST_WAIT, "60 s")
                .set(Setting.SHUTDOWN_HOOK, arguments[1])
                .set(Setting.SHUTDOWN_TIMEOUT, arguments[2])
                .set(Setting.REQUEST_TIMEOUT, "60 s"),
            new FakeDiagnostics());
    Senders.append(sender, "last words");
  }
}
