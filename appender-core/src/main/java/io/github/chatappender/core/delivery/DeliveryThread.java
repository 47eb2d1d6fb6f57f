/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.model.Ticker;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the loop's steps, and waits between them: the only place that waits. The thread is started
 * by the first wake-up, and again should it have died. Thread-safe.
 */
final class DeliveryThread {

  private static final long TRY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final DeliveryLoop loop;
  private final ThreadFactory threads;
  private final Ticker ticker;
  private final Consumer<String> failure;
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

  /** Set by whoever has something to do, cleared before the step that is going to see it. */
  private volatile boolean signalled;

  private volatile boolean failedBefore;
  private volatile long nextTryAt;

  DeliveryThread(DeliveryLoop loop, Surroundings surroundings, Consumer<String> failure) {
    this.loop = loop;
    this.threads = surroundings.threads;
    this.ticker = surroundings.ticker;
    this.failure = failure;
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

  /** Starts the thread; a failure is told, and tried again with an event a second later. */
  private void start() {
    long now = ticker.read();
    if (failedBefore && now - nextTryAt < 0) {
      return;
    }
    try {
      Thread thread = threads.newThread(this::stepUntilFinished);
      if (runner.compareAndSet(null, thread)) {
        startOrForget(thread);
      }
    } catch (OutOfMemoryError | RuntimeException e) {
      nextTryAt = now + TRY_AGAIN_NANOS;
      failedBefore = true;
      failure.accept("the delivery thread could not be started: " + e.getClass().getName());
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
        step();
      }
    } finally {
      runner.set(null);
    }
  }

  /** What befalls the thread outside of the loop's own care is counted; it goes on in a second. */
  private void step() {
    try {
      signalled = false;
      long nanos = loop.step();
      if (Thread.currentThread().isInterrupted()) {
        loop.closeNow();
      } else if (nanos > 0 && !signalled && !loop.isFinished()) {
        LockSupport.parkNanos(this, nanos);
      }
    } catch (Throwable e) {
      failure.accept("the delivery thread failed and goes on: " + e.getClass().getName());
      LockSupport.parkNanos(this, TRY_AGAIN_NANOS);
    }
  }
}
