/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.BudgetLimits;
import io.github.chatappender.core.model.ConfigException;
import io.github.chatappender.core.model.Secret;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.redact.UserRules;
import io.github.chatappender.core.webhook.WebhookUrl;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a configuration with everything checked, the rules that need the webhook's host included.
 */
final class Setup {

  /** Where a dry run would post to if no address is configured. */
  private static final Secret NOWHERE =
      new Secret("http://localhost/v1/spaces/dry-run/messages?key=none&token=none");

  final SenderConfig config;
  final WebhookUrl url;
  final BudgetLimits limits;

  /** Settings that cannot be used and whose defaults hold, one line each. */
  final List<String> faults;

  private Setup(SenderConfig config, WebhookUrl url, BudgetLimits limits) {
    this.config = config;
    this.url = url;
    this.limits = limits;
    List<String> all = new ArrayList<>(config.faults());
    String budget = BudgetLimits.fault(config, url.isLoopback());
    if (budget != null) {
      all.add(budget);
    }
    this.faults = List.copyOf(all);
  }

  static Setup of(SenderConfig config) throws ConfigException {
    if (!config.look().redact().isEmpty()) {
      UserRules.check(config.look().redact());
    }
    Secret address = config.webhookAddress();
    if (address == null) {
      if (!config.dryRun()) {
        throw new ConfigException("" + config.addressGap());
      }
      address = NOWHERE;
    }
    return at(address, config);
  }

  /** Tells whether critical events are kept on disk: what a dry run prints is not. */
  boolean hasSpool() {
    return config.critical().spoolDirectory() != null && !config.dryRun();
  }

  /** Returns the same configuration with another address. */
  Setup at(Secret address) throws ConfigException {
    return at(address, config);
  }

  private static Setup at(Secret address, SenderConfig config) throws ConfigException {
    WebhookUrl url = WebhookUrl.of(address, config);
    return new Setup(config, url, BudgetLimits.of(config, url.isLoopback()));
  }
}
