/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import io.github.chatappender.core.model.ConfigException;
import io.github.chatappender.core.model.SenderConfig;
import java.util.concurrent.TimeUnit;

/**
 * Says how often a space may be posted to. Immutable.
 *
 * <p>The service counts one request a second and space (Google's usage limits for Chat), so that
 * starts are kept a little further apart.
 */
public final class BudgetLimits {

  static final long SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(1_100);
  private static final int SERVICE_MESSAGES_PER_MINUTE = 54;

  private final int messagesPerMinute;
  private final int burst;
  private final long spacingNanos;

  BudgetLimits(int messagesPerMinute, int burst, long spacingNanos) {
    this.messagesPerMinute = messagesPerMinute;
    this.burst = burst;
    this.spacingNanos = spacingNanos;
  }

  /**
   * Checks a budget against what the service allows.
   *
   * @param config settings
   * @param loopback whether the space is on this machine, where more than the service's quota may
   *     be asked for; starts are not spaced then
   * @return the limits
   * @throws ConfigException if more is asked for than the service takes
   */
  public static BudgetLimits of(SenderConfig config, boolean loopback) throws ConfigException {
    boolean beyondService = config.messagesPerMinute() > SERVICE_MESSAGES_PER_MINUTE;
    if (beyondService && !loopback) {
      throw new ConfigException(
          "messagesPerMinute must be a whole number from 1 to "
              + SERVICE_MESSAGES_PER_MINUTE
              + " (more only on loopback): "
              + config.messagesPerMinute());
    }
    return new BudgetLimits(
        config.messagesPerMinute(), config.burst(), beyondService ? 0 : SPACING_NANOS);
  }

  int burst() {
    return burst;
  }

  long spacingNanos() {
    return spacingNanos;
  }

  long nanosPerPermit() {
    return TimeUnit.MINUTES.toNanos(1) / messagesPerMinute;
  }

  boolean sameAs(BudgetLimits other) {
    return messagesPerMinute == other.messagesPerMinute
        && burst == other.burst
        && spacingNanos == other.spacingNanos;
  }

  /** Returns limits that satisfy both. */
  BudgetLimits tighter(BudgetLimits other) {
    return new BudgetLimits(
        Math.min(messagesPerMinute, other.messagesPerMinute),
        Math.min(burst, other.burst),
        Math.max(spacingNanos, other.spacingNanos));
  }

  @Override
  public String toString() {
    return "messagesPerMinute " + messagesPerMinute + ", burst " + burst;
  }
}
