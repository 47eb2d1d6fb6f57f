/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.redact.Redactor;
import io.github.chatappender.core.redact.UserRules;
import java.util.List;
import java.util.stream.Collectors;

/** Removes secrets from entries by the rules of the latest settings. Confined to one thread. */
final class Redaction {

  private final Platform platform;
  private Redactor redactor;

  Redaction(Setup setup, Platform platform) {
    this.platform = platform;
    this.redactor = redactor(setup);
  }

  /** Takes new settings. */
  void adopt(Setup setup) {
    redactor = redactor(setup);
  }

  /** Returns an entry redacted by the built-in rules alone, from which its problem is computed. */
  LogEntry builtIn(LogEntry entry) {
    return redactor.builtIn(entry);
  }

  /** Returns an entry redacted by all rules, as it may be kept and shown. */
  LogEntry all(LogEntry entry) {
    return redactor.hasUserRules() ? redactor.all(entry) : redactor.builtIn(entry);
  }

  /** Returns the same, given the result of the built-in rules. */
  LogEntry all(LogEntry entry, LogEntry builtIn) {
    return redactor.hasUserRules() ? redactor.all(entry) : builtIn;
  }

  /** Returns lines about settings, whose values may be secrets, as they may be shown. */
  List<String> allLines(List<String> lines) {
    return lines.stream().map(redactor::all).collect(Collectors.toList());
  }

  private Redactor redactor(Setup setup) {
    UserRules rules = new UserRules(setup.redactRules, platform.ticker, platform.diagnostics::warn);
    return new Redactor(setup.config.look.redactDefaults, setup.ownSecrets, rules);
  }
}
