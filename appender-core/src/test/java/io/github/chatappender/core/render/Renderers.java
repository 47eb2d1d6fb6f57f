/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.render.card.CardWriter;
import java.time.Clock;

/** Creates renderers as delivery does. */
final class Renderers {

  private Renderers() {}

  static MessageRenderer of(SenderConfig config, Clock clock) {
    return new MessageRenderer(config, clock, CardWriter::new);
  }
}
