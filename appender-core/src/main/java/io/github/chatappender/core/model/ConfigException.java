/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.List;

/**
 * Says which settings cannot be used: one line each, naming setting, rule and value, never a
 * secret.
 */
public final class ConfigException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * Reports one problem.
   *
   * @param problem setting, rule and value
   */
  public ConfigException(String problem) {
    this(List.of(problem));
  }

  /**
   * Reports several problems.
   *
   * @param problems one line each, at least one
   */
  public ConfigException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns the problems.
   *
   * @return one line each
   */
  public List<String> problems() {
    return problems;
  }
}
