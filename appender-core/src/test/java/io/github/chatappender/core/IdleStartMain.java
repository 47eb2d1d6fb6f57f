/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.testing.FakeDiagnostics;

/** Starts a sender for the given address, and halts before the first event. */
final class IdleStartMain {

  private IdleStartMain() {}

  public static void main(String[] arguments) {
    Settings settings = new Settings().set(Setting.WEBHOOK_URL, arguments[0]);
    FakeDiagnostics diagnostics = new FakeDiagnostics();
    ChatSender.Configuration config = ChatSender.configure(settings, diagnostics);
    ChatSender.start(config, diagnostics);
    Runtime.getRuntime().halt(0);
  }
}
