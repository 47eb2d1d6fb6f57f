/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of delivery: its state, its counts and the open problems. Immutable.
 *
 * <p>Every accepted event is in exactly one account: {@code accepted = reported + dropped +
 * pending}. No counter ever falls from one snapshot to the next, and {@link #pending()} is never
 * negative. Counts and state are current; the problems are those of the delivery thread's latest
 * step, which the call requests and waits for at most a quarter of a second.
 */
public final class DeliveryStats {

  /** The states of delivery. */
  public enum State {
    /** Messages are delivered, or there are none. */
    OK,
    /** The space is paused, because the service asked for it or after a failure. */
    THROTTLED,
    /** The webhook does not work; it is probed every 10 minutes. */
    BROKEN,
    /** Nothing has been delivered for a minute although something is due. */
    UNREACHABLE,
    /** The appender accepts no events, because it is not configured or has been stopped. */
    IDLE
  }

  /** The most problems that a snapshot lists. */
  public static final int MOST_PROBLEMS = 100;

  /** The statistics of an appender that has accepted no event. */
  public static final DeliveryStats NONE =
      builder(State.IDLE)
          .why("not configured, switched off or stopped: see the status lines at start")
          .build();

  private final State state;
  private final @Nullable Instant stateSince;
  private final String why;
  private final long accepted;
  private final long reported;
  private final Map<DropReason, Long> dropped;
  private final long attempts;
  private final long retries;
  private final long messages;
  private final long threadFailures;
  private final @Nullable Instant lastSuccess;
  private final @Nullable Instant lastFailure;
  private final int budgetLeft;
  private final Duration nextPostIn;
  private final @Nullable String spoolDirectory;
  private final int spooled;
  private final List<OpenProblem> openProblems;
  private final int openProblemCount;
  private final Map<String, Instant> mutes;
  private final @Nullable FleetStats fleet;

  private DeliveryStats(Builder builder) {
    state = builder.state;
    stateSince = builder.stateSince;
    why = builder.why;
    accepted = builder.accepted;
    reported = builder.reported;
    Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      copy.put(reason, builder.dropped.getOrDefault(reason, 0L));
    }
    dropped = Collections.unmodifiableMap(copy);
    attempts = builder.attempts;
    retries = builder.retries;
    messages = builder.messages;
    threadFailures = builder.threadFailures;
    lastSuccess = builder.lastSuccess;
    lastFailure = builder.lastFailure;
    budgetLeft = builder.budgetLeft;
    nextPostIn = builder.nextPostIn;
    spoolDirectory = builder.spoolDirectory;
    spooled = builder.spooled;
    openProblems = List.copyOf(builder.openProblems);
    openProblemCount = Math.max(openProblems.size(), builder.openProblemCount);
    mutes = Collections.unmodifiableMap(new TreeMap<>(builder.mutes));
    fleet = builder.fleet;
  }

  /**
   * Begins a snapshot without events, for tests of code that reads statistics.
   *
   * @param state the state of delivery
   * @return a builder
   */
  public static Builder builder(State state) {
    return new Builder(state);
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
   * Returns since when delivery has been in this state.
   *
   * @return the instant, null for an appender that never ran
   */
  public @Nullable Instant stateSince() {
    return stateSince;
  }

  /**
   * Returns the reason for the state in plain words, as in the status line: what happened, the
   * likely cause, what to do. Never has the webhook's key or token.
   *
   * @return one line, empty if nothing has failed since the last delivery
   */
  public String why() {
    return why;
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
   * Returns how many events are neither reported nor dropped yet, including those of muted
   * problems.
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

  /**
   * Returns how many messages the space's budget allows at once. All appenders of a class loader
   * that post to the space share it.
   *
   * @return a count from 0 to {@code burst}
   */
  public int budgetLeft() {
    return budgetLeft;
  }

  /**
   * Returns how long until the next post may start: budget, spacing, pauses and the wait for the
   * next probe of a broken webhook.
   *
   * @return a duration, zero if one may start now
   */
  public Duration nextPostIn() {
    return nextPostIn;
  }

  /**
   * Returns the directory that keeps critical events.
   *
   * @return an absolute path, null if they are kept in memory only
   */
  public @Nullable String spoolDirectory() {
    return spoolDirectory;
  }

  /**
   * Returns how many critical events are kept on disk and not delivered yet, including those left
   * by ended processes.
   *
   * @return a count
   */
  public int spooled() {
    return spooled;
  }

  /**
   * Returns the problems that are open or muted, the latest first.
   *
   * @return at most {@link #MOST_PROBLEMS}; none with {@code groupBy=none}
   */
  public List<OpenProblem> openProblems() {
    return openProblems;
  }

  /**
   * Returns how many problems are open or muted, listed or not.
   *
   * @return a count
   */
  public int openProblemCount() {
    return openProblemCount;
  }

  /**
   * Returns the ids that are muted, whether they have occurred or not, and when each mute ends.
   *
   * @return ends by id, in the order of the ids
   */
  public Map<String, Instant> mutes() {
    return mutes;
  }

  /**
   * Returns how the space is shared with other JVMs.
   *
   * @return the state of the fleet, null without one
   */
  public @Nullable FleetStats fleet() {
    return fleet;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: accepted %d, reported %d, dropped %s, pending %d, attempts %d, retries %d, messages"
            + " %d, open problems %d%s",
        state,
        accepted,
        reported,
        dropped,
        pending(),
        attempts,
        retries,
        messages,
        openProblemCount,
        why.isEmpty() ? "" : "; " + why);
  }

  /** Collects the values of a snapshot. Not thread-safe. */
  public static final class Builder {

    private final State state;
    private @Nullable Instant stateSince;
    private String why = "";
    private long accepted;
    private long reported;
    private Map<DropReason, Long> dropped = Map.of();
    private long attempts;
    private long retries;
    private long messages;
    private long threadFailures;
    private @Nullable Instant lastSuccess;
    private @Nullable Instant lastFailure;
    private int budgetLeft;
    private Duration nextPostIn = Duration.ZERO;
    private @Nullable String spoolDirectory;
    private int spooled;
    private List<OpenProblem> openProblems = List.of();
    private int openProblemCount;
    private Map<String, Instant> mutes = Map.of();
    private @Nullable FleetStats fleet;

    private Builder(State state) {
      this.state = state;
    }

    /**
     * Sets since when delivery has been in its state.
     *
     * @param since the instant, null for an appender that never ran
     * @return this
     */
    public Builder stateSince(@Nullable Instant since) {
      stateSince = since;
      return this;
    }

    /**
     * Sets the reason for the state.
     *
     * @param line one line, empty if nothing has failed
     * @return this
     */
    public Builder why(String line) {
      why = line;
      return this;
    }

    /**
     * Sets the counts of events.
     *
     * @param acceptedEvents how many were accepted
     * @param reportedEvents how many of them were reported
     * @return this
     */
    public Builder events(long acceptedEvents, long reportedEvents) {
      accepted = acceptedEvents;
      reported = reportedEvents;
      return this;
    }

    /**
     * Sets how many events were dropped.
     *
     * @param byReason the counts; missing reasons count as 0
     * @return this
     */
    public Builder dropped(Map<DropReason, Long> byReason) {
      dropped = byReason;
      return this;
    }

    /**
     * Sets the counts of posts.
     *
     * @param started how many attempts were started
     * @param repeated how many of them were retries
     * @param delivered how many messages were delivered
     * @return this
     */
    public Builder posts(long started, long repeated, long delivered) {
      attempts = started;
      retries = repeated;
      messages = delivered;
      return this;
    }

    /**
     * Sets how often the delivery thread could not be started or failed.
     *
     * @param failures the count
     * @return this
     */
    public Builder threadFailures(long failures) {
      threadFailures = failures;
      return this;
    }

    /**
     * Sets when posts last ended.
     *
     * @param success when a message was last delivered, null if never
     * @param failure when a post last failed, null if never
     * @return this
     */
    public Builder lastPosts(@Nullable Instant success, @Nullable Instant failure) {
      lastSuccess = success;
      lastFailure = failure;
      return this;
    }

    /**
     * Sets the remaining budget.
     *
     * @param left how many messages may be posted at once
     * @param untilNextPost how long until the next may be posted
     * @return this
     */
    public Builder budget(int left, Duration untilNextPost) {
      budgetLeft = left;
      nextPostIn = untilNextPost;
      return this;
    }

    /**
     * Sets the state of the spool.
     *
     * @param directory the spool directory, null for none
     * @param events how many events it holds
     * @return this
     */
    public Builder spool(@Nullable String directory, int events) {
      spoolDirectory = directory;
      spooled = events;
      return this;
    }

    /**
     * Sets the open problems.
     *
     * @param listed the latest of them
     * @param all how many there are
     * @return this
     */
    public Builder openProblems(List<OpenProblem> listed, int all) {
      openProblems = listed;
      openProblemCount = all;
      return this;
    }

    /**
     * Sets the mutes.
     *
     * @param ends when the mute of each id ends
     * @return this
     */
    public Builder mutes(Map<String, Instant> ends) {
      mutes = ends;
      return this;
    }

    /**
     * Sets the state of the fleet.
     *
     * @param state null without a fleet
     * @return this
     */
    public Builder fleet(@Nullable FleetStats state) {
      fleet = state;
      return this;
    }

    /**
     * Returns the snapshot.
     *
     * @return a copy of all values
     */
    public DeliveryStats build() {
      return new DeliveryStats(this);
    }
  }
}
