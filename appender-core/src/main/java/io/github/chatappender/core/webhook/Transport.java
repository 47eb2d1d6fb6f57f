/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.util.List;

/**
 * Posts requests without blocking. Used by the delivery thread alone; completion may come from any.
 */
public interface Transport {

  /**
   * Starts a request.
   *
   * @param url where to
   * @param parameters what is appended to the address
   * @param body the serialised message, not to be changed
   * @param whenDone runs once the exchange has its answer, on any thread; must not block
   * @return the request under way
   */
  Exchange post(WebhookUrl url, String parameters, byte[] body, Runnable whenDone);

  /** Lets go of connections and threads; the next post gets new ones. Never blocks or throws. */
  void release();

  /**
   * Returns the threads of the client that was released last: they are about to end.
   *
   * @return threads to wait for, where nothing of us is to be left
   */
  default List<Thread> releasedThreads() {
    return List.of();
  }
}
