/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds what other threads ask of the loop, which hears it at its next step and need not exist yet:
 * new settings, and to tell at once what is pending. The request to close goes before all others.
 * Any thread may ask; the other methods belong to the one that answers.
 */
final class Requests {

  private final AtomicReference<@Nullable Setup> setup = new AtomicReference<>();
  private final Queue<FlushRequest> waiting = new ConcurrentLinkedQueue<>();
  private volatile @Nullable FlushRequest closing;

  /** Stays for as long as the JVM lives, once its exit has begun; nobody waits for it. */
  private volatile @Nullable FlushRequest exit;

  private volatile boolean finished;

  /** Asks for new settings, from any thread. */
  void reconfigure(Setup changed) {
    setup.set(changed);
  }

  /** Asks to tell at once what is pending, from any thread. */
  void add(FlushRequest request) {
    if (request.closing) {
      closing = request;
    } else {
      waiting.add(request);
    }
    if (finished) {
      request.complete(true);
    }
  }

  /**
   * Makes everything due at once, like a flush that does not end, from any thread: the JVM exits.
   * The budget is not overdrawn for it.
   *
   * @param farAway a tick that is not reached
   */
  void exit(long farAway) {
    FlushRequest lasting = new FlushRequest(farAway, false, FlushRequest.EVERYTHING);
    lasting.overdrawn = true;
    exit = lasting;
  }

  /** Tells any thread whether all is over: no further step is needed. */
  boolean isFinished() {
    return finished;
  }

  /** Takes the new settings; null if there are none. */
  @Nullable Setup takeSetup() {
    return setup.getAndSet(null);
  }

  /** Gives settings back that cannot be used yet, unless there are newer ones. */
  void putBack(Setup unused) {
    setup.compareAndSet(null, unused);
  }

  /** Returns the request to be served; null if there is none. */
  @Nullable FlushRequest current() {
    FlushRequest awaited = awaited();
    return awaited != null ? awaited : exit;
  }

  /** Returns the request to be served and ended; null if nobody waits for one. */
  @Nullable FlushRequest awaited() {
    FlushRequest close = closing;
    return close != null ? close : waiting.peek();
  }

  /** Ends one request that does not close. */
  void complete(FlushRequest request, boolean everythingSettled) {
    waiting.remove(request);
    request.complete(everythingSettled);
  }

  /** Ends all requests, and those that are still to come. */
  void finish(boolean everythingSettled) {
    finished = true;
    FlushRequest close = closing;
    if (close != null) {
      close.complete(everythingSettled);
    }
    for (FlushRequest flush = waiting.poll(); flush != null; flush = waiting.poll()) {
      flush.complete(everythingSettled);
    }
  }
}
