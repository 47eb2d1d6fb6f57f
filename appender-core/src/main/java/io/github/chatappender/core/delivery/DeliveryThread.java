/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.capture.Waker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the loop's steps and waits between them; the only place that waits. The first wake-up starts
 * the thread, and restarts it if it died. The thread creates the loop itself, so that neither the
 * host's start nor the first logging call pays for delivery. Interrupts do not end it, since we
 * never send any. Thread-safe.
 */
final class DeliveryThread implements Waker, Runnable {

  private static final long TRY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Longest wait for the HTTP client's threads, which end at once unless a resolver hangs. */
  private static final long CLIENT_END_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Supplier<@Nullable DeliveryLoop> loops;
  private final Requests requests;
  private final Progress progress;
  private final Platform platform;
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

  private volatile @Nullable DeliveryLoop loop;

  /** Set by a thread that has work for the loop, cleared before the step that sees it. */
  private volatile boolean signalled;

  /** Also set if the work cannot wait for more to come together. */
  private volatile boolean urgent;

  private volatile long gatheringNanos;

  /** When to try again to start the thread; null if that has not failed. */
  private volatile @Nullable Long nextTryAt;

  /** Whether the runner was interrupted; used only by the runner. */
  private boolean interrupted;

  /**
   * Prepares a thread.
   *
   * @param loops creates the loop, null if there is nothing left to do
   */
  DeliveryThread(
      Supplier<@Nullable DeliveryLoop> loops,
      Requests requests,
      Progress progress,
      Platform platform) {
    this.loops = loops;
    this.requests = requests;
    this.progress = progress;
    this.platform = platform;
  }

  /**
   * Sets how long samples are gathered before each step, so that in a storm the logging threads
   * need not wake this one for each sample, and its work does not push them off their cores.
   *
   * @param time counted from the first sample
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
        failed("the delivery thread ended unexpectedly and is replaced");
      }
      start();
    }
  }

  /** Returns whether no thread runs; one that ends in {@link #run} clears the runner first. */
  private static boolean isGone(@Nullable Thread thread) {
    return thread == null || thread.getState() == Thread.State.TERMINATED;
  }

  /** Creates the loop at once, on this thread; for a sender whose thread has not started yet. */
  void makeLoop() {
    loop = loops.get();
  }

  /** Runs the loop to its end on this thread, unless another one runs it. */
  void runHereIfNobodyDoes() {
    if (runner.compareAndSet(null, Thread.currentThread())) {
      run();
    }
  }

  /** Returns the loop; null before the first event. */
  @Nullable DeliveryLoop loop() {
    return loop;
  }

  /**
   * Returns the reason no messages reach the space, empty if there is none. Callable from any
   * thread.
   */
  String trouble() {
    DeliveryLoop current = loop;
    return current == null ? "" : current.destination.trouble();
  }

  /** Waits until the thread has ended, which takes no longer than its last step. */
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

  /** Starts the thread; reports a failure, and tries again with an event a second later. */
  private void start() {
    long now = platform.ticker.read();
    Long nextTry = nextTryAt;
    if (nextTry != null && now - nextTry < 0) {
      return;
    }
    try {
      Thread thread = platform.threads.newThread(this);
      if (runner.compareAndSet(null, thread)) {
        startOrForget(thread);
      }
    } catch (OutOfMemoryError | LinkageError | RuntimeException e) {
      nextTryAt = now + TRY_AGAIN_NANOS;
      failed(
          "the delivery thread could not be started, the next event tries again: "
              + e.getClass().getName());
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

  /** Runs steps on the calling thread until the loop is finished. */
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

  /** Waits for the client's threads, so that none is left when the sender is closed. */
  private void joinClient() {
    DeliveryLoop ended = loop;
    if (ended == null) {
      return;
    }
    ignoreInterrupt();
    long start = platform.ticker.read();
    for (Thread thread : ended.destination.clientThreads()) {
      long left = CLIENT_END_NANOS - (platform.ticker.read() - start);
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  /** Clears and remembers an interrupt, which would end every wait at once. */
  private void ignoreInterrupt() {
    if (Thread.interrupted()) {
      interrupted = true;
    }
  }

  /** Counts failures that the loop does not handle itself, and goes on after a second. */
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
      failed("the delivery thread failed and continues: " + e.getClass().getName());
      park(TRY_AGAIN_NANOS);
    }
  }

  private void failed(String problem) {
    progress.threadFailed();
    platform.diagnostics.warn(problem);
  }

  private void park(long nanos) {
    ignoreInterrupt();
    LockSupport.parkNanos(this, nanos);
  }

  /** Waits until there is something to do: for a time, or until a signal. */
  private void await(long nanos) {
    long start = platform.ticker.read();
    if (nanos > 0 && !signalled && !requests.isFinished()) {
      park(nanos);
    }
    gather(nanos - (platform.ticker.read() - start));
  }

  /** Lets more samples come together after a signal, but no longer than a time. */
  private void gather(long mostNanos) {
    long start = platform.ticker.read();
    long nanos = Math.min(mostNanos, gatheringNanos);
    long left = nanos;
    while (left > 0 && signalled && !isHurried()) {
      park(left);
      left = nanos - (platform.ticker.read() - start);
    }
  }

  private boolean isHurried() {
    return urgent || requests.isFinished() || requests.current() != null;
  }
}
