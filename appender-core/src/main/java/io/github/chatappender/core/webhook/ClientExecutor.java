/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the work of one HTTP client on the library's own threads, and finds the client's selector
 * thread. It must not refer to the client, which would never end. Thread-safe.
 */
final class ClientExecutor implements Executor {

  private static final long THREAD_IDLE_SECONDS = 5;
  private static final String SELECTOR = "-SelectorManager";

  private final ThreadPoolExecutor pool;
  private final Queue<Thread> workers = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread selector;

  ClientExecutor(ThreadFactory threads) {
    pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> newWorker(threads, work),
            // the client may have work to finish after its release
            (task, ended) -> task.run());
  }

  private Thread newWorker(ThreadFactory threads, Runnable work) {
    workers.removeIf(worker -> worker.getState() == Thread.State.TERMINATED);
    Thread worker = threads.newThread(work);
    workers.add(worker);
    return worker;
  }

  /**
   * Creates a client and finds the selector thread that it starts, in the calling thread's group.
   * If another client is created at the same time, {@link #execute} finds the thread.
   */
  <T> T make(Supplier<T> client) {
    Set<Thread> before = selectors();
    T made = client.get();
    Set<Thread> started = selectors();
    started.removeAll(before);
    if (started.size() == 1) {
      selector = started.iterator().next();
    }
    return made;
  }

  private static Set<Thread> selectors() {
    try {
      ThreadGroup group = Thread.currentThread().getThreadGroup();
      Thread[] threads = new Thread[group.activeCount() + 16];
      int count = group.enumerate(threads, false);
      return Stream.of(threads)
          .limit(count)
          .filter(ClientExecutor::isSelector)
          .collect(Collectors.toSet());
    } catch (SecurityException e) {
      return Set.of();
    }
  }

  private static boolean isSelector(Thread thread) {
    return thread.getName().endsWith(SELECTOR);
  }

  @Override
  public void execute(Runnable task) {
    Thread caller = Thread.currentThread();
    if (isSelector(caller)) {
      selector = caller;
    }
    pool.execute(task);
  }

  /** Returns whether the selector thread has ended: without it every request would time out. */
  boolean hasLostSelector() {
    Thread known = selector;
    return known != null && !known.isAlive();
  }

  /** Ends the selector thread, if known: it runs until it is interrupted. */
  void interruptSelector() {
    Thread known = selector;
    if (known != null) {
      known.interrupt();
    }
  }

  /** Lets the threads end after their work. */
  void shutdown() {
    pool.shutdown();
  }

  /** Returns the threads of the client and of its work. */
  List<Thread> threads() {
    List<Thread> all = new ArrayList<>(workers);
    Thread known = selector;
    if (known != null) {
      all.add(known);
    }
    return all;
  }
}
