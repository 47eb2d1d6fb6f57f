/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Shares problems, permits and mutes among the senders that post to one space.
 *
 * <p>Each method returns at once; its future completes later, on any thread. It completes with a
 * {@link TimeoutException} if the store has taken the request and does not answer in time, and with
 * another exception if the store cannot be reached or refuses the request. The message names server
 * and reason and contains no password. The time until a client is ready to connect does not count.
 * A request whose answer was lost may have been served. Requests can be repeated: counts are totals
 * since a sender began to count, and the store keeps the largest it has seen from each. A store
 * that has lost everything is complete again once all senders have repeated their counts.
 *
 * <p>Time is the store's own. Senders pass and receive ages in milliseconds, so that their clocks
 * need not agree. Thread-safe.
 */
public interface FleetStore extends AutoCloseable {

  /**
   * Reports that this sender is alive. A sender that makes no request of any kind for {@link
   * FleetPresence#TTL_MILLIS} counts as dead, and its problems are free.
   *
   * @return the live senders and the mutes
   */
  CompletableFuture<FleetPresence> presence();

  /**
   * Adds this sender's counts of problems, and returns those of all senders.
   *
   * @param counts this sender's counts
   * @return a standing for each count, in their order
   */
  CompletableFuture<List<FleetStanding>> add(List<FleetCounts> counts);

  /**
   * Asks for the right to post: adds the counts, and if there is a permit and at least one of the
   * problems is free or this sender's own already, takes the permit and claims all of these. A
   * problem that is claimed has its counts set aside for the notice, see {@link #drain}. Otherwise
   * takes and claims nothing.
   *
   * <p>A claim lapses when its owner is dead, or has not named the problem in a request for {@link
   * FleetPresence#TTL_MILLIS}. If it was the only problem of its request and its notice is not
   * settled, the next owner takes the claim over: the message may have been posted.
   *
   * @param request the permit
   * @param counts the problems with news; may be empty if the request needs no problem
   * @return whether to post, and a standing for each problem
   */
  CompletableFuture<FleetTurn> claim(FleetRequest request, List<FleetCounts> counts);

  /**
   * Settles problems whose notice was delivered: the counts that the last {@link #claim} set aside
   * are reported. Does nothing for a problem that another sender has claimed since.
   *
   * @param counts the problems, with the notice's age, interval and severity
   * @return completed when it is done
   */
  CompletableFuture<Void> drain(List<FleetCounts> counts);

  /**
   * Gives problems back because their notice was definitely not posted. Does nothing for a problem
   * that is not this sender's.
   *
   * @param problems the ids of the problems
   * @return completed when it is done
   */
  CompletableFuture<Void> release(List<String> problems);

  /**
   * Keeps all senders from posting to the space for a while.
   *
   * @param millis how long, from now; a longer pause stays
   * @param givesBack whether the last permit is given back, because it was not used or the space
   *     refused the post for its quota
   * @return completed when it is done
   */
  CompletableFuture<Void> pause(long millis, boolean givesBack);

  /**
   * Mutes problems for all senders, or ends mutes.
   *
   * @param millis the time left of each mute, by the id that messages show; 0 ends a mute
   * @return completed when it is done
   */
  CompletableFuture<Void> mute(Map<String, Long> millis);

  /** Leaves the fleet, so that this sender's problems are free at once; does not block. */
  @Override
  void close();
}
