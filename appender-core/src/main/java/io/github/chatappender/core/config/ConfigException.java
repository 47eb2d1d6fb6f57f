/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.util.List;

/**
 * Reports the settings that leave the appender idle: one line each, with setting, rule and value,
 * never a secret.
 */
public final class ConfigException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The problems that leave the appender idle. */
  public final transient List<String> problems;

  /** The faults of other settings, which alone would not leave the appender idle. */
  public final transient List<String> faults;

  /** Reports one problem: setting, rule and value. */
  public ConfigException(String problem) {
    this(List.of(problem), List.of());
  }

  /** Reports problems, and faults of settings whose defaults would apply, one line each. */
  public ConfigException(List<String> problems, List<String> faults) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
    this.faults = List.copyOf(faults);
  }
}
