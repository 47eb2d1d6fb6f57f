/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import io.github.chatappender.core.model.ConfigException;
import java.util.List;

/** Makes redaction rules for tests that are not about checking them. */
final class Rules {

  private Rules() {}

  static UserRules none() {
    try {
      return UserRules.of(List.of(), () -> 0, line -> {});
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
