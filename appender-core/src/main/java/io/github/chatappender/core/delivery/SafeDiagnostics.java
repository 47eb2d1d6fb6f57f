/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Diagnostics;
import java.util.function.Consumer;

/** Shields delivery from exceptions of the host's status system. Thread-safe if the host's is. */
final class SafeDiagnostics implements Diagnostics {

  private final Diagnostics host;

  SafeDiagnostics(Diagnostics host) {
    this.host = host;
  }

  @Override
  public void info(String message) {
    tell(host::info, message);
  }

  @Override
  public void warn(String message) {
    tell(host::warn, message);
  }

  @Override
  public void alert(String message) {
    tell(host::alert, message);
  }

  @Override
  public void fault(String message) {
    tell(host::fault, message);
  }

  private static void tell(Consumer<String> listener, String message) {
    try {
      listener.accept(message);
    } catch (RuntimeException | Error e) {
      // there is no other place to report it
    }
  }
}
