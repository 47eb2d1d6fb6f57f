/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.util.Map;

/** Creates the settings of the tests that both adapters share. Stateless. */
public final class Hosts {

  private Hosts() {}

  /** Returns settings that post nothing before a flush, and have no limit then. */
  public static Map<String, String> quiet(String webhookUrl) {
    return Map.of(
        "webhookUrl", webhookUrl,
        "application", "contract",
        "environment", "test",
        "firstWait", "60 s",
        "messagesPerMinute", "6000");
  }

  /** Returns the default settings with the application's names and the given address. */
  public static Map<String, String> plain(String webhookUrl) {
    return Map.of("webhookUrl", webhookUrl, "application", "contract", "environment", "test");
  }
}
