/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.util.List;

/**
 * Posts requests without blocking. Used only by the delivery thread; completion may come on any
 * thread.
 */
public interface Transport {

  /**
   * Starts a request.
   *
   * @param url the webhook's address
   * @param parameters the text to append to the address
   * @param body the serialised message, not to be changed
   * @param whenDone runs once the exchange has its answer, on any thread; must not block
   * @return the request in flight
   */
  Exchange post(WebhookUrl url, String parameters, byte[] body, Runnable whenDone);

  /** Releases connections and threads; the next post gets new ones. Never blocks or throws. */
  default void release() {}

  /**
   * Returns the threads of the client that was released last: they are about to end.
   *
   * @return threads to wait for when the library must leave none behind
   */
  default List<Thread> releasedThreads() {
    return List.of();
  }
}
