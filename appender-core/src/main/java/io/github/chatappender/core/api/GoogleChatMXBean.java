/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows an appender to JMX clients with {@code jmx=true}, under {@code
 * io.github.chatappender:type=GoogleChat,context=CONTEXT,name=APPENDER}. All values have open
 * types. Times are ISO-8601 in UTC. Thread-safe.
 *
 * <p>Each change of state emits a {@code jmx.attribute.change} notification of {@code State} whose
 * message names both states and the reason.
 */
public interface GoogleChatMXBean {

  /** Describes an open problem, as {@link OpenProblem} does. */
  interface Problem {

    /** {@return the id that messages show, 8 hex digits} */
    String getId();

    /** {@return exception, place and the beginning of the message} */
    String getPlace();

    /** {@return the highest severity so far} */
    String getSeverity();

    /** {@return how many events it has had} */
    long getCount();

    /** {@return how many of them no message has reported yet} */
    long getPending();

    /** {@return when the first event happened} */
    String getSince();

    /** {@return when the last known event happened} */
    String getLast();

    /** {@return the key of its thread, null without threads} */
    @Nullable String getThreadKey();

    /** {@return when its mute ends, null unless it is muted} */
    @Nullable String getMutedUntil();
  }

  /** {@return the state: OK, THROTTLED, BROKEN, UNREACHABLE or IDLE} */
  String getState();

  /** {@return since when delivery has been in this state} */
  @Nullable String getStateSince();

  /** {@return the reason for the state in plain words; empty if nothing is wrong} */
  String getWhy();

  /** {@return how many events were accepted} */
  long getAccepted();

  /** {@return how many events were reported in a delivered message} */
  long getReported();

  /** {@return how many events are neither reported nor dropped yet} */
  long getPending();

  /** {@return how many events were dropped, by reason} */
  Map<String, Long> getDropped();

  /** {@return how many posts were started} */
  long getAttempts();

  /** {@return how many posts repeated an earlier one} */
  long getRetries();

  /** {@return how many messages were delivered} */
  long getMessages();

  /** {@return when a message was last delivered, null if never} */
  @Nullable String getLastSuccess();

  /** {@return when a post last failed, null if never} */
  @Nullable String getLastFailure();

  /** {@return how many messages the space's budget allows at once} */
  int getBudgetLeft();

  /** {@return how long until the next post may start, in milliseconds} */
  long getNextPostInMillis();

  /** {@return the directory that keeps critical events, null for memory only} */
  @Nullable String getSpoolDirectory();

  /** {@return how many critical events are kept on disk} */
  int getSpooled();

  /** {@return the problems that are going on or muted, the latest first, at most 100} */
  List<Problem> getOpenProblems();

  /** {@return how many problems are going on or muted} */
  int getOpenProblemCount();

  /** {@return the muted ids and the end of each mute} */
  Map<String, String> getMutes();

  /** {@return how the space is shared with other JVMs, null without a fleet} */
  @Nullable String getFleet();

  /**
   * Posts all pending events now; see {@link Operations#flush}.
   *
   * @param seconds the longest time to wait, 0 to 60
   * @return whether everything was posted or dropped in time, in words
   */
  String flush(int seconds);

  /**
   * Explains why events are one problem; see {@link Operations#explain}.
   *
   * @param id 8 hex digits
   * @return lines of text, or the reason why there are none
   */
  String explain(String id);

  /**
   * Mutes a problem; see {@link Operations#mute}.
   *
   * @param id 8 hex digits
   * @param duration such as {@code 30 min}, {@code 2 h} or {@code 3 d}; 1 min to 7 d
   * @return the end of the mute, or the reason why there is none, in words
   */
  String mute(String id, String duration);

  /**
   * Ends a mute; see {@link Operations#unmute}.
   *
   * @param id 8 hex digits
   * @return what happened, in words
   */
  String unmute(String id);
}
