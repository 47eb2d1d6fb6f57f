/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.BudgetLimits;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fingerprint.Fingerprinter;
import io.github.chatappender.core.model.Secret;
import io.github.chatappender.core.redact.OwnSecrets;
import io.github.chatappender.core.redact.UserRules;
import io.github.chatappender.core.webhook.WebhookUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds fully checked settings, and the values parsed while checking them. Immutable. */
public final class Setup {

  /** Where a dry run would post if no address is configured. */
  private static final Secret NOWHERE =
      new Secret("http://localhost/v1/spaces/dry-run/messages?key=none&token=none");

  /** The settings. */
  public final SenderConfig config;

  /** Settings that cannot be used and whose defaults apply, one line each. */
  public final List<String> faults;

  final WebhookUrl url;
  final OwnSecrets ownSecrets;
  final BudgetLimits limits;

  /** The address of the fleet's store; null without a fleet, or with one that cannot be used. */
  final @Nullable Secret fleet;

  final List<Pattern> redactRules;

  private Setup(SenderConfig config, WebhookUrl url, List<Pattern> redactRules) {
    this.config = config;
    this.url = url;
    this.ownSecrets = new OwnSecrets(url.secrets);
    this.limits = BudgetLimits.of(config, url.loopback);
    this.redactRules = List.copyOf(redactRules);
    List<String> all = new ArrayList<>(config.faults);
    String budget = BudgetLimits.fault(config, url.loopback);
    if (budget != null) {
      all.add(budget);
    }
    String noFleet = config.dryRun ? null : Fleets.fault(config);
    if (noFleet != null) {
      all.add(noFleet);
    }
    this.fleet = config.dryRun || noFleet != null ? null : config.fleet;
    this.faults = List.copyOf(all);
  }

  /**
   * Checks settings, including those that need the webhook's address.
   *
   * @return settings to start a pipeline with
   * @throws ConfigException naming setting and rule if the sender cannot start
   */
  public static Setup of(SenderConfig config) throws ConfigException {
    List<String> redact = config.look.redact;
    List<String> problems = new ArrayList<>();
    List<Pattern> rules = redact.isEmpty() ? List.of() : UserRules.compile(redact, problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems, List.of());
    }
    Secret address = config.webhook.address;
    if (address == null) {
      if (!config.dryRun) {
        throw new ConfigException("" + config.webhook.gap);
      }
      address = NOWHERE;
    }
    return new Setup(config, WebhookUrl.of(address, config), rules);
  }

  /**
   * Returns a short hash of the webhook's address.
   *
   * @return the hash, {@code none} for a dry run without an address
   */
  public String addressDigest() {
    Secret address = config.webhook.address;
    return address == null ? "none" : address.digest();
  }

  /** Returns the same configuration with another address. */
  Setup at(Secret address) throws ConfigException {
    return new Setup(config, WebhookUrl.of(address, config), redactRules);
  }

  /** Returns whether critical events are kept on disk; a dry run keeps none. */
  boolean hasSpool() {
    return config.critical.spoolDirectory != null && !config.dryRun;
  }

  /** Returns a fingerprinter for critical entries, each taken by itself. */
  Fingerprinter newFingerprinter() {
    return new Fingerprinter(config.ownCode, config.fingerprintKey, text -> text);
  }
}
