/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the loop's steps, and waits between them: the only place that waits. The thread is started
 * by the first wake-up, and again should it have died. Thread-safe.
 */
final class DeliveryThread {

  private final DeliveryLoop loop;
  private final ThreadFactory threads;
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

  /** Set by whoever has something to do, cleared before the step that is going to see it. */
  private volatile boolean signalled;

  DeliveryThread(DeliveryLoop loop, ThreadFactory threads) {
    this.loop = loop;
    this.threads = threads;
  }

  /** Makes sure that a step follows. Never blocks; costs one volatile read if one is due anyway. */
  void wake() {
    if (signalled && runner.get() != null) {
      return;
    }
    signalled = true;
    Thread thread = runner.get();
    if (thread != null) {
      LockSupport.unpark(thread);
    } else if (!loop.isFinished()) {
      start();
    }
  }

  /** Runs the loop to its end on this thread, if no other does. */
  void runHereIfNobodyDoes() {
    if (runner.compareAndSet(null, Thread.currentThread())) {
      stepUntilFinished();
    }
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

  private void start() {
    try {
      Thread thread = threads.newThread(this::stepUntilFinished);
      if (runner.compareAndSet(null, thread)) {
        startOrForget(thread);
      }
    } catch (OutOfMemoryError | RuntimeException e) {
      // No thread to be had: what is queued waits for the next event to try again.
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

  private void stepUntilFinished() {
    try {
      while (!loop.isFinished()) {
        signalled = false;
        long nanos = loop.step();
        if (Thread.currentThread().isInterrupted()) {
          loop.closeNow();
        } else if (nanos > 0 && !signalled && !loop.isFinished()) {
          LockSupport.parkNanos(this, nanos);
        }
      }
    } finally {
      runner.set(null);
    }
  }
}
