/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import io.github.chatappender.core.config.SenderConfig;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often messages are posted to a space. Immutable.
 *
 * <p>The service allows one request a second and space (Google's usage limits for Chat), so starts
 * are kept a little further apart.
 */
public final class BudgetLimits {

  /** Least distance between the starts of two posts to a space. */
  public static final long SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(1_100);

  private static final int SERVICE_MESSAGES_PER_MINUTE = 54;

  /** How many messages are allowed in a minute, in all. */
  public final int messagesPerMinute;

  /** How many messages are allowed at once. */
  public final int burst;

  /** The least distance between two posts, in nanoseconds. */
  public final long spacingNanos;

  /** How many senders use the budget without knowing of each other; each has an equal share. */
  private final int sharedBy;

  BudgetLimits(int messagesPerMinute, int burst, long spacingNanos) {
    this(messagesPerMinute, burst, spacingNanos, 1);
  }

  private BudgetLimits(int messagesPerMinute, int burst, long spacingNanos, int sharedBy) {
    this.sharedBy = sharedBy;
    this.messagesPerMinute = messagesPerMinute;
    this.burst = burst;
    this.spacingNanos = spacingNanos;
  }

  /**
   * Returns the budget of a space. If the settings ask for more messages than the service takes,
   * the default applies.
   *
   * @param loopback whether the space is on this machine, where the settings may exceed the
   *     service's quota; starts are not spaced then
   */
  public static BudgetLimits of(SenderConfig config, boolean loopback) {
    boolean beyondService = isBeyondService(config);
    int messages =
        beyondService && !loopback
            ? SenderConfig.DEFAULT_MESSAGES_PER_MINUTE
            : config.messagesPerMinute;
    long spacing = beyondService && loopback ? 0 : SPACING_NANOS;
    return new BudgetLimits(messages, config.burst, spacing);
  }

  /** Returns the share of each of several senders that cannot speak to each other. */
  public BudgetLimits share(int senders) {
    return new BudgetLimits(messagesPerMinute, Math.max(1, burst / senders), spacingNanos, senders);
  }

  /**
   * Returns one line with setting, rule, value and the default used instead; null if there is no
   * fault.
   */
  public static @Nullable String fault(SenderConfig config, boolean loopback) {
    return loopback || !isBeyondService(config)
        ? null
        : "messagesPerMinute must be a whole number from 1 to "
            + SERVICE_MESSAGES_PER_MINUTE
            + " (more only on loopback): "
            + config.messagesPerMinute
            + "; using "
            + SenderConfig.DEFAULT_MESSAGES_PER_MINUTE;
  }

  private static boolean isBeyondService(SenderConfig config) {
    return config.messagesPerMinute > SERVICE_MESSAGES_PER_MINUTE;
  }

  long nanosPerPermit() {
    return TimeUnit.MINUTES.toNanos(sharedBy) / messagesPerMinute;
  }

  boolean sameAs(BudgetLimits other) {
    return messagesPerMinute == other.messagesPerMinute
        && burst == other.burst
        && sharedBy == other.sharedBy
        && spacingNanos == other.spacingNanos;
  }

  /** Returns limits that satisfy both. */
  BudgetLimits tighter(BudgetLimits other) {
    return new BudgetLimits(
        Math.min(messagesPerMinute, other.messagesPerMinute),
        Math.min(burst, other.burst),
        Math.max(spacingNanos, other.spacingNanos),
        Math.max(sharedBy, other.sharedBy));
  }

  @Override
  public String toString() {
    return "messagesPerMinute " + messagesPerMinute + ", burst " + burst;
  }
}
