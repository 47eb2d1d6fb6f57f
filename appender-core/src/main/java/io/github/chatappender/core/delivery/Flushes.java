/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Holds the requests to tell at once what is pending; the one to close goes before all others. */
final class Flushes {

  private final Queue<FlushRequest> waiting = new ConcurrentLinkedQueue<>();
  private volatile @Nullable FlushRequest closing;

  /** Takes a request, from any thread. */
  void add(FlushRequest request) {
    if (request.closing) {
      closing = request;
    } else {
      waiting.add(request);
    }
  }

  /** Returns the request to be served; null if there is none. */
  @Nullable FlushRequest current() {
    FlushRequest close = closing;
    return close != null ? close : waiting.peek();
  }

  /** Ends one request that does not close. */
  void complete(FlushRequest request, boolean everythingSettled) {
    waiting.remove(request);
    request.complete(everythingSettled);
  }

  /** Ends all requests, since the loop has ended. */
  void completeAll(boolean everythingSettled) {
    FlushRequest close = closing;
    if (close != null) {
      close.complete(everythingSettled);
    }
    for (FlushRequest flush = waiting.poll(); flush != null; flush = waiting.poll()) {
      flush.complete(everythingSettled);
    }
  }
}
