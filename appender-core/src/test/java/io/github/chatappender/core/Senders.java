/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.core.testing.FakeReader;

/** Creates senders that post to loopback. Stateless. */
final class Senders {

  private Senders() {}

  /** Returns settings that neither wait nor limit. */
  static Settings fast(String address) {
    return new Settings()
        .set(Setting.APPLICATION, "shop")
        .set(Setting.WEBHOOK_URL, address)
        .set(Setting.ALLOWED_HOSTS, "127.0.0.1")
        .set(Setting.GROUP_BY, "none")
        .set(Setting.THREAD_BY, "logger")
        .set(Setting.FIRST_WAIT, "0")
        .set(Setting.MESSAGES_PER_MINUTE, "6000")
        .set(Setting.BURST, "60")
        .set(Setting.SHUTDOWN_HOOK, "false");
  }

  static ChatSender start(Settings settings, Diagnostics diagnostics) {
    return ChatSender.start(configure(settings, diagnostics), diagnostics);
  }

  static ChatSender.Configuration configure(Settings settings, Diagnostics diagnostics) {
    ChatSender.Configuration config =
        ChatSender.configure(settings, new FakeProcessFacts(), diagnostics);
    if (config == null) {
      throw new AssertionError("idle");
    }
    return config;
  }

  static void append(ChatSender sender, String message) {
    sender.append(FakeEvent.error(message), FakeReader.INSTANCE);
  }

  static void append(ChatSender sender, String logger, String message) {
    sender.append(FakeEvent.error(message).logger(logger), FakeReader.INSTANCE);
  }

  /** Asserts the accounting law at rest. */
  static void assertAccounts(ChatSender sender, long appended, long reported) {
    DeliveryStats stats = sender.getDeliveryStats();
    assertThat(stats.accepted()).as("accepted of %s", stats).isEqualTo(appended);
    assertThat(stats.reported()).as("reported of %s", stats).isEqualTo(reported);
    assertThat(stats.droppedTotal()).as("dropped of %s", stats).isEqualTo(appended - reported);
    assertThat(stats.pending()).as("pending of %s", stats).isZero();
  }
}
