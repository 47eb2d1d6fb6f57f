/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the work of one HTTP client on threads of ours, and gets to know the client's selector
 * thread, which hands work over. It must not refer to the client, which would never end.
 * Thread-safe.
 */
final class ClientExecutor implements Executor {

  private static final long THREAD_IDLE_SECONDS = 5;
  private static final String SELECTOR = "-SelectorManager";

  private final ThreadPoolExecutor pool;
  private volatile @Nullable Thread selector;

  ClientExecutor(ThreadFactory threads) {
    pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads,
            // the client may have something to finish after its release
            (task, ended) -> task.run());
  }

  @Override
  public void execute(Runnable task) {
    Thread caller = Thread.currentThread();
    if (caller.getName().endsWith(SELECTOR)) {
      selector = caller;
    }
    pool.execute(task);
  }

  /** Ends the selector thread, as far as it is known: it runs until it is interrupted. */
  void interruptSelector() {
    Thread known = selector;
    if (known != null) {
      known.interrupt();
    }
  }

  /** Lets the threads end with their work. */
  void shutdown() {
    pool.shutdown();
  }
}
