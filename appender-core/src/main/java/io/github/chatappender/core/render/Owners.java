/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.config.Owner;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.LogEntry;
import org.jspecify.annotations.Nullable;

/** Finds the owner of the code that failed. Stateless. */
public final class Owners {

  private Owners() {}

  /**
   * Returns the first owner of the class of the top own frame, else of the logger; null if nobody
   * owns either.
   *
   * @param config the settings, which list the owners in their order
   */
  public static @Nullable Owner of(LogEntry entry, SenderConfig config) {
    if (config.look.owners.isEmpty()) {
      return null;
    }
    StackTraceElement frame = Headline.top(entry.chain, config.ownCode.framesOf(entry.logger));
    Owner owner = frame == null ? null : owner(frame.getClassName(), config);
    return owner == null ? owner(entry.logger, config) : owner;
  }

  private static @Nullable Owner owner(String className, SenderConfig config) {
    return config.look.owners.stream()
        .filter(owner -> owner.owns(className))
        .findFirst()
        .orElse(null);
  }
}
