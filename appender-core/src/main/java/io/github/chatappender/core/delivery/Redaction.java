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

/** Takes secrets out of entries by the rules of the latest settings. Used by one thread alone. */
final class Redaction {

  private final Surroundings surroundings;
  private Redactor redactor;

  Redaction(Setup setup, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.redactor = redactor(setup);
  }

  /** Takes new settings. */
  void adopt(Setup setup) {
    redactor = redactor(setup);
  }

  /** Returns what an entry's problem is known by, whatever the user's rules. */
  LogEntry builtIn(LogEntry entry) {
    return redactor.builtIn(entry);
  }

  /** Returns what may be kept and shown of an entry. */
  LogEntry all(LogEntry entry) {
    return redactor.hasUserRules() ? redactor.all(entry) : redactor.builtIn(entry);
  }

  /** Returns the same, where it is known already what the built-in rules leave. */
  LogEntry all(LogEntry entry, LogEntry builtIn) {
    return redactor.hasUserRules() ? redactor.all(entry) : builtIn;
  }

  /** Returns what may be shown of lines about settings, whose values may be secrets. */
  List<String> allLines(List<String> lines) {
    return lines.stream().map(redactor::all).collect(Collectors.toList());
  }

  private Redactor redactor(Setup setup) {
    UserRules rules =
        new UserRules(setup.redactRules, surroundings.ticker, surroundings.diagnostics::warn);
    return new Redactor(setup.config.look.redactDefaults, setup.url.secrets(), rules);
  }
}
