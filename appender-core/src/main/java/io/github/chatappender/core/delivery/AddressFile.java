/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.WebhookAddress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file with the webhook's address again while the sender runs. Used only by the delivery
 * thread.
 */
final class AddressFile {

  private final Platform platform;
  private String reported = "";

  AddressFile(Platform platform) {
    this.platform = platform;
  }

  /**
   * Returns settings with the address that is in the file now; null if there is no other address.
   * Reports a problem with the file, once while it stays the same.
   */
  @Nullable Setup changed(Setup setup) {
    String file = setup.config.webhook.file;
    if (file == null) {
      return null;
    }
    try {
      Setup changed = setup.at(WebhookAddress.in(platform.facts.readFile(file)));
      return changed.url.equals(setup.url) ? null : changed;
    } catch (ConfigException e) {
      report("keeping the previous address: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      report(
          "webhookUrlFile could not be read again, keeping the previous address: "
              + e.getClass().getSimpleName());
    }
    return null;
  }

  private void report(String problem) {
    if (!problem.equals(reported)) {
      reported = problem;
      platform.diagnostics.alert(problem);
    }
  }
}
