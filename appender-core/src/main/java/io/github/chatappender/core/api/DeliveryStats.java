/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the delivery counts. Immutable.
 *
 * <p>Every accepted event is in exactly one account: {@code accepted = reported + dropped +
 * pending}. No counter ever falls, and {@link #pending()} is never negative.
 */
public final class DeliveryStats {

  /** The states of delivery. */
  public enum State {
    /** Messages are delivered, or there are none. */
    OK,
    /** The space is paused, because the service asked for it or after a failure. */
    THROTTLED,
    /** The webhook does not work; it is retried from time to time. */
    BROKEN,
    /** Nothing has been delivered for a minute although something is due. */
    UNREACHABLE,
    /** The appender accepts no events, because it is not configured or has been stopped. */
    IDLE
  }

  /** The statistics of an appender that has accepted no event. */
  public static final DeliveryStats NONE =
      new DeliveryStats(State.IDLE, 0, 0, new EnumMap<>(DropReason.class), 0, 0, 0, 0, null, null);

  private final State state;
  private final long accepted;
  private final long reported;
  private final Map<DropReason, Long> dropped;
  private final long attempts;
  private final long retries;
  private final long messages;
  private final long threadFailures;
  private final @Nullable Instant lastSuccess;
  private final @Nullable Instant lastFailure;

  /**
   * Takes a snapshot.
   *
   * @param state the state of delivery
   * @param accepted events accepted
   * @param reported events counted in a delivered notice
   * @param dropped events dropped, by reason; missing reasons count as 0
   * @param attempts posts started
   * @param retries posts that repeated an earlier one
   * @param messages messages delivered
   * @param threadFailures times the delivery thread could not be started, or failed
   * @param lastSuccess when a message was last delivered, null if never
   * @param lastFailure when a post last failed, null if never
   */
  public DeliveryStats(
      State state,
      long accepted,
      long reported,
      Map<DropReason, Long> dropped,
      long attempts,
      long retries,
      long messages,
      long threadFailures,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastFailure) {
    this.state = state;
    this.accepted = accepted;
    this.reported = reported;
    Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      copy.put(reason, dropped.getOrDefault(reason, 0L));
    }
    this.dropped = Collections.unmodifiableMap(copy);
    this.attempts = attempts;
    this.retries = retries;
    this.messages = messages;
    this.threadFailures = threadFailures;
    this.lastSuccess = lastSuccess;
    this.lastFailure = lastFailure;
  }

  /**
   * Returns the state of delivery.
   *
   * @return the state
   */
  public State state() {
    return state;
  }

  /**
   * Returns how many events were accepted: those that passed level, filters and guards.
   *
   * @return a count
   */
  public long accepted() {
    return accepted;
  }

  /**
   * Returns how many events were reported in a delivered message, as its text or in its count.
   *
   * @return a count
   */
  public long reported() {
    return reported;
  }

  /**
   * Returns how many events were dropped, by reason.
   *
   * @return an entry for every reason
   */
  public Map<DropReason, Long> dropped() {
    return dropped;
  }

  /**
   * Returns how many events were dropped for one reason.
   *
   * @param reason the reason
   * @return a count
   */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0L);
  }

  /**
   * Returns how many events were dropped.
   *
   * @return the sum over all reasons
   */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns how many events are neither reported nor dropped yet.
   *
   * @return a count, never negative
   */
  public long pending() {
    return accepted - reported - droppedTotal();
  }

  /**
   * Returns how many posts were started.
   *
   * @return a count
   */
  public long attempts() {
    return attempts;
  }

  /**
   * Returns how many posts repeated an earlier one, with the same body.
   *
   * @return a count
   */
  public long retries() {
    return retries;
  }

  /**
   * Returns how many messages were delivered.
   *
   * @return a count
   */
  public long messages() {
    return messages;
  }

  /**
   * Returns how often the delivery thread could not be started or failed; it is started again.
   *
   * @return a count
   */
  public long threadFailures() {
    return threadFailures;
  }

  /**
   * Returns when a message was last delivered.
   *
   * @return the instant, null if never
   */
  public @Nullable Instant lastSuccess() {
    return lastSuccess;
  }

  /**
   * Returns when a post last failed.
   *
   * @return the instant, null if never
   */
  public @Nullable Instant lastFailure() {
    return lastFailure;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: accepted %d, reported %d, dropped %s, pending %d, attempts %d, retries %d, messages"
            + " %d",
        state,
        accepted,
        reported,
        dropped,
        pending(),
        attempts,
        retries,
        messages);
  }
}
