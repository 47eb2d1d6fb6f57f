/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

/**
 * Posts requests without blocking. Used by the delivery thread alone; completion may come from any.
 */
public interface Transport {

  /**
   * Starts a request.
   *
   * @param url where to
   * @param post what
   * @param whenDone runs once the exchange has its answer, on any thread; must not block
   * @return the request under way
   */
  Exchange post(WebhookUrl url, Post post, Runnable whenDone);

  /** Lets go of connections and threads; the next post gets new ones. Never blocks or throws. */
  void release();
}
