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
 * Counts what became of the events, at one moment. Immutable.
 *
 * <p>Every accepted event is in exactly one account: {@code accepted = reported + dropped +
 * pending}. No counter ever falls, and {@link #pending()} is never negative.
 */
public final class DeliveryStats {

  /** Says how delivery is doing. */
  public enum State {
    /** Messages go out as they come, or there are none. */
    OK,
    /** The space is paused: by the service's wish, or after a failure. */
    THROTTLED,
    /** The webhook does not work; it is tried again from time to time. */
    BROKEN,
    /** Nothing was delivered for a minute although something is due. */
    UNREACHABLE,
    /** Nothing is configured, or the appender is stopped: no event is accepted. */
    IDLE
  }

  /** Statistics of an appender that has never accepted anything. */
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
   * @param state how delivery is doing
   * @param accepted events taken on
   * @param reported events told in a delivered message
   * @param dropped events not told, by reason; missing reasons count as 0
   * @param attempts posts started
   * @param retries posts that repeated an earlier one
   * @param messages messages delivered
   * @param threadFailures times the delivery thread could not be started, or failed
   * @param lastSuccess when a message was delivered last, null if never
   * @param lastFailure when a post failed last, null if never
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
   * Returns how delivery is doing.
   *
   * @return the state
   */
  public State state() {
    return state;
  }

  /**
   * Returns how many events were taken on: those that passed level, filters and guards.
   *
   * @return a count
   */
  public long accepted() {
    return accepted;
  }

  /**
   * Returns how many events were told in a delivered message, as its text or in its count.
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
   * Returns how many events are neither told nor dropped yet.
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
   * Returns how often the delivery thread could not be started, or failed; it is tried again.
   *
   * @return a count
   */
  public long threadFailures() {
    return threadFailures;
  }

  /**
   * Returns when a message was delivered last.
   *
   * @return the instant, null if never
   */
  public @Nullable Instant lastSuccess() {
    return lastSuccess;
  }

  /**
   * Returns when a post failed last.
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
