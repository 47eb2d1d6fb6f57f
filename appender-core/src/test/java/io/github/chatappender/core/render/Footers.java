/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.api.DropReason;
import java.util.List;
import java.util.Map;

/** Creates message footers for tests. */
final class Footers {

  static final Footer NONE = losses(Map.of());

  private Footers() {}

  static Footer losses(Map<DropReason, Long> losses) {
    return new Footer(losses, null, List.of());
  }
}
