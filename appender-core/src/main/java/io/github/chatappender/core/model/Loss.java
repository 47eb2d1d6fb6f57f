/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import org.jspecify.annotations.Nullable;

/** Holds how many events were dropped for one reason, and the logger of most of them. Immutable. */
public final class Loss {

  private final long count;
  private final @Nullable String logger;

  private Loss(long count, @Nullable String logger) {
    this.count = count;
    this.logger = logger;
  }

  /**
   * Creates a loss.
   *
   * @param count how many events
   * @param logger the busiest logger, null if it is not known
   * @return the loss
   */
  public static Loss of(long count, @Nullable String logger) {
    return new Loss(count, logger);
  }

  /**
   * Returns how many events were dropped.
   *
   * @return a count
   */
  public long count() {
    return count;
  }

  /**
   * Returns the logger of most of the events.
   *
   * @return a name, null if it is not known
   */
  public @Nullable String logger() {
    return logger;
  }
}
