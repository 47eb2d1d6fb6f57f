/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Creates redaction rules for tests that do not test their validation. */
final class Rules {

  private Rules() {}

  static UserRules none() {
    return of(List.of(), () -> 0, line -> {});
  }

  static UserRules of(List<String> regexes, Ticker ticker, Consumer<String> status) {
    List<String> problems = new ArrayList<>();
    List<Pattern> rules = UserRules.compile(regexes, problems::add);
    assertThat(problems).isEmpty();
    return new UserRules(rules, ticker, status);
  }
}
