/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.incident.FleetBatch;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one kind of request to the fleet's store, one at a time, and keeps the answer until it is
 * taken. Used only by the delivery thread.
 */
final class FleetCall<A> {

  private final FleetMembership membership;
  private @Nullable CompletableFuture<A> answer;
  private FleetBatch batch = FleetBatch.EMPTY;
  private long startedAt;

  FleetCall(FleetMembership membership) {
    this.membership = membership;
  }

  boolean isUnderWay() {
    return answer != null;
  }

  /** Notes a request that was made just now, about a batch of problems. */
  void start(CompletableFuture<A> request, FleetBatch problems, long now) {
    answer = request;
    batch = problems;
    startedAt = now;
    problems.asked();
    membership.wakeAfter(request);
  }

  /**
   * Takes the answer if it has come, or gives the request up if it is too late.
   *
   * @param taker takes an answer, with the problems of the request
   * @return whether a request has ended
   */
  boolean take(BiConsumer<FleetBatch, A> taker, long now) {
    CompletableFuture<A> request = answer;
    if (request == null || !(request.isDone() || membership.isTooLate(startedAt, now))) {
      return false;
    }
    answer = null;
    A value = null;
    Throwable cause = null;
    try {
      value = request.getNow(null);
    } catch (CompletionException e) {
      cause = e.getCause();
    } catch (CancellationException e) {
      cause = e;
    }
    if (value == null) {
      membership.failed(cause, now);
    } else {
      membership.answered(now);
      taker.accept(batch, value);
    }
    return true;
  }
}
