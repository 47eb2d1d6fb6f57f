/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.capture.Waker;
import io.github.chatappender.core.model.Ticker;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the loop's steps, and waits between them: the only place that waits. The thread is started
 * by the first wake-up, and again should it have died; it makes the loop itself, so that neither
 * the host's start nor the call that logs first pays for what only delivery needs. Interrupts do
 * not end it, since none is ours. Thread-safe.
 */
final class DeliveryThread implements Waker, Runnable {

  private static final long TRY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Longest wait for the threads of the HTTP client, which end at once unless a resolver hangs. */
  private static final long CLIENT_END_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Supplier<@Nullable DeliveryLoop> loops;
  private final Requests requests;
  private final Progress progress;
  private final ThreadFactory threads;
  private final Ticker ticker;
  private final Diagnostics diagnostics;
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

  private volatile @Nullable DeliveryLoop loop;

  /** Set by whoever has something to do, cleared before the step that is going to see it. */
  private volatile boolean signalled;

  /** Set beside it by whoever cannot wait for more to come together. */
  private volatile boolean urgent;

  private volatile long gatheringNanos;

  private volatile boolean failedBefore;
  private volatile long nextTryAt;

  /** Whether the runner was interrupted; for the runner alone. */
  private boolean interrupted;

  /**
   * Prepares a thread.
   *
   * @param loops makes the loop, null where there is nothing more to do
   */
  DeliveryThread(
      Supplier<@Nullable DeliveryLoop> loops,
      Requests requests,
      Progress progress,
      Surroundings surroundings) {
    this.loops = loops;
    this.requests = requests;
    this.progress = progress;
    this.threads = surroundings.threads;
    this.ticker = surroundings.ticker;
    this.diagnostics = surroundings.diagnostics;
  }

  /**
   * Lets samples come together before each look at them, so that in a storm the logging threads
   * need not wake this one for each, and are not pushed off their cores by its work.
   *
   * @param time how long after the first of them
   */
  void gatherFor(Duration time) {
    gatheringNanos = time.toNanos();
  }

  /** Makes sure that a step follows. Never blocks; costs one volatile read if one is due anyway. */
  @Override
  public void wake() {
    if (!signalled || isGone(runner.get())) {
      signal();
    }
  }

  /** Makes sure that a step follows at once. Never blocks. */
  @Override
  public void wakeNow() {
    if (!urgent || !signalled || isGone(runner.get())) {
      urgent = true;
      signal();
    }
  }

  private void signal() {
    signalled = true;
    Thread thread = runner.get();
    if (thread != null && !isGone(thread)) {
      LockSupport.unpark(thread);
    } else if (!requests.isFinished()) {
      if (thread != null && runner.compareAndSet(thread, null)) {
        failed("the delivery thread ended before its time; another takes its place");
      }
      start();
    }
  }

  /** Returns whether no thread runs; one that ends in {@link #run} has said so before. */
  private static boolean isGone(@Nullable Thread thread) {
    return thread == null || thread.getState() == Thread.State.TERMINATED;
  }

  /** Makes the loop at once, on this thread; for a sender whose thread is not started yet. */
  void makeLoop() {
    loop = loops.get();
  }

  /** Runs the loop to its end on this thread, if no other does. */
  void runHereIfNobodyDoes() {
    if (runner.compareAndSet(null, Thread.currentThread())) {
      run();
    }
  }

  /** Tells how delivery is doing; any thread may ask. */
  DeliveryStats.State state() {
    DeliveryLoop current = loop;
    if (current != null) {
      return current.state();
    }
    return requests.isFinished() ? DeliveryStats.State.IDLE : DeliveryStats.State.OK;
  }

  /** Returns what keeps messages from the space, empty if nothing does; any thread may ask. */
  String trouble() {
    DeliveryLoop current = loop;
    return current == null ? "" : current.trouble();
  }

  /** Returns how many losses were posted; any thread may ask. */
  long lossesSaid() {
    DeliveryLoop current = loop;
    return current == null ? 0 : current.lossesSaid();
  }

  /** Waits until the thread is gone, which takes no longer than its last step. */
  void join(long nanos) {
    Thread thread = runner.get();
    if (thread == null || thread == Thread.currentThread()) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isCurrentThread() {
    return Thread.currentThread() == runner.get();
  }

  /** Starts the thread; a failure is told, and tried again with an event a second later. */
  private void start() {
    long now = ticker.read();
    if (failedBefore && now - nextTryAt < 0) {
      return;
    }
    try {
      Thread thread = threads.newThread(this);
      if (runner.compareAndSet(null, thread)) {
        startOrForget(thread);
      }
    } catch (OutOfMemoryError | LinkageError | RuntimeException e) {
      nextTryAt = now + TRY_AGAIN_NANOS;
      failedBefore = true;
      failed("the delivery thread could not be started: " + e.getClass().getName());
    }
  }

  private void startOrForget(Thread thread) {
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      if (!started) {
        runner.set(null);
      }
    }
  }

  /** Steps until all is over, on the thread that calls it. */
  @Override
  public void run() {
    try {
      while (!requests.isFinished()) {
        step();
      }
      joinClient();
    } finally {
      boolean restored = interrupted;
      interrupted = false;
      runner.set(null);
      if (restored) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the threads of the client, so that none is left when the sender is closed. */
  private void joinClient() {
    DeliveryLoop ended = loop;
    if (ended == null) {
      return;
    }
    ignoreInterrupt();
    long start = ticker.read();
    for (Thread thread : ended.clientThreads()) {
      long left = CLIENT_END_NANOS - (ticker.read() - start);
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  /** Clears an interrupt, with which every wait would end at once, and remembers it. */
  private void ignoreInterrupt() {
    if (Thread.interrupted()) {
      interrupted = true;
    }
  }

  /** What befalls the thread outside of the loop's own care is counted; it goes on in a second. */
  private void step() {
    try {
      ignoreInterrupt();
      if (loop == null) {
        gather(Long.MAX_VALUE);
        if (requests.isFinished()) {
          return;
        }
      }
      urgent = false;
      signalled = false;
      if (loop == null) {
        makeLoop();
      }
      DeliveryLoop current = loop;
      if (current != null) {
        await(current.step());
      }
    } catch (Throwable e) {
      failed("the delivery thread failed and goes on: " + e.getClass().getName());
      park(TRY_AGAIN_NANOS);
    }
  }

  private void failed(String problem) {
    progress.threadFailed();
    diagnostics.warn(problem);
  }

  private void park(long nanos) {
    ignoreInterrupt();
    LockSupport.parkNanos(this, nanos);
  }

  /** Waits until something is to be done: for a time, or until somebody signals. */
  private void await(long nanos) {
    long start = ticker.read();
    if (nanos > 0 && !signalled && !requests.isFinished()) {
      park(nanos);
    }
    gather(nanos - (ticker.read() - start));
  }

  /** Lets more come together where somebody has signalled, but no longer than a time. */
  private void gather(long mostNanos) {
    long start = ticker.read();
    long nanos = Math.min(mostNanos, gatheringNanos);
    long left = nanos;
    while (left > 0 && signalled && !isHurried()) {
      park(left);
      left = nanos - (ticker.read() - start);
    }
  }

  private boolean isHurried() {
    return urgent || requests.isFinished() || requests.current() != null;
  }
}
