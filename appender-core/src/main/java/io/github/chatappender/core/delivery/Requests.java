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
 * Holds requests from other threads to the loop, which sees them at its next step and need not
 * exist yet: new settings, flushes and questions. A request to close comes before all others. Any
 * thread may make requests; the other methods belong to the delivery thread.
 */
final class Requests {

  private final AtomicReference<@Nullable Setup> setup = new AtomicReference<>();
  private final Queue<FlushRequest> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> questions = new ConcurrentLinkedQueue<>();
  private volatile @Nullable FlushRequest closing;

  /** Stays until the JVM ends, once its exit has begun; no thread waits for it. */
  private volatile @Nullable FlushRequest exit;

  private volatile boolean finished;

  /** Asks for new settings. Callable from any thread. */
  void reconfigure(Setup changed) {
    setup.set(changed);
  }

  /** Asks for a flush or for closing. Callable from any thread. */
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
   * Makes everything due at once, like a flush that never ends, because the JVM exits. Does not
   * overdraw the budget. Callable from any thread.
   *
   * @param farAway a tick that is never reached
   */
  void exit(long farAway) {
    FlushRequest lasting = new FlushRequest(farAway, false, FlushRequest.EVERYTHING);
    lasting.overdrawn = true;
    exit = lasting;
  }

  /**
   * Asks a question, which the next step answers; unanswered after the end. Callable from any
   * thread.
   *
   * @param question runs on the delivery thread and must not throw
   */
  void ask(Runnable question) {
    questions.add(question);
  }

  /** Withdraws a question that has taken too long. Callable from any thread. */
  void withdraw(Runnable question) {
    questions.remove(question);
  }

  /** Answers all questions asked so far. */
  void answerQuestions() {
    for (Runnable next = questions.poll(); next != null; next = questions.poll()) {
      next.run();
    }
  }

  /** Returns whether no further step is needed. Callable from any thread. */
  boolean isFinished() {
    return finished;
  }

  /** Takes the new settings; null if there are none. */
  @Nullable Setup takeSetup() {
    return setup.getAndSet(null);
  }

  /** Puts back settings that cannot be used yet, unless there are newer ones. */
  void putBack(Setup unused) {
    setup.compareAndSet(null, unused);
  }

  /** Returns the request to serve; null if there is none. */
  @Nullable FlushRequest current() {
    FlushRequest awaited = awaited();
    return awaited != null ? awaited : exit;
  }

  /** Returns the request to serve and end; null if no thread waits for one. */
  @Nullable FlushRequest awaited() {
    FlushRequest close = closing;
    return close != null ? close : waiting.peek();
  }

  /** Ends a request that does not close. */
  void complete(FlushRequest request, boolean everythingSettled) {
    waiting.remove(request);
    request.complete(everythingSettled);
  }

  /** Ends all requests, including later ones. */
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
