/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.util.Map;

/** Holds the settings of the tests that both adapters share. Stateless. */
public final class Hosts {

  private Hosts() {}

  /** Returns settings with which nothing is posted before a flush, and then without a limit. */
  public static Map<String, String> quiet(String webhookUrl) {
    return Map.of(
        "webhookUrl", webhookUrl,
        "application", "contract",
        "environment", "test",
        "firstWait", "60 s",
        "messagesPerMinute", "6000");
  }

  /** Returns settings that leave everything to the defaults but who speaks, and where. */
  public static Map<String, String> plain(String webhookUrl) {
    return Map.of("webhookUrl", webhookUrl, "application", "contract", "environment", "test");
  }
}
