/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;

/**
 * Appends at every depth of a recursion, until no stack is left, in threads with 60 different stack
 * sizes. In its own JVM, the very first events are those without stack.
 */
final class DeepAppends {

  private static final int THREADS = 60;

  private final Accounts accounts = new Accounts();
  private final SampleQueue queue = new SampleQueue(65_536, accounts, () -> 0);
  private final Folding folding = new Folding(accounts, queue, () -> 0);
  private final EntryCapture capture;
  private long taken;
  private final StackOverflowError[] thrown = new StackOverflowError[65_536];
  private int thrownCount;
  private int escaped;
  private int muted;

  private DeepAppends(String groupBy) {
    capture =
        new EntryCapture(
            Configs.with(Setting.GROUP_BY, groupBy),
            queue,
            folding,
            new FakeCriticalSink(),
            accounts,
            () -> {});
  }

  /** Prints the result of {@link #run} for a way of grouping. */
  public static void main(String[] args) throws Exception {
    System.out.print(run(args[0]));
  }

  /** Returns the errors found afterwards, as numbers that must all be 0. */
  static String run(String groupBy) throws InterruptedException {
    DeepAppends appends = new DeepAppends(groupBy);
    for (int i = 0; i < THREADS; i++) {
      appends.runThread(i);
    }
    return "escaped " + appends.escaped + ", muted " + appends.muted + ", off " + appends.off();
  }

  private void runThread(int number) throws InterruptedException {
    FakeEvent deep = FakeEvent.error("deep " + number);
    FakeEvent after = FakeEvent.error("after " + number);
    Runnable work =
        () -> {
          recurse(deep);
          long before = accounts.accepted();
          append(after);
          muted += accounts.accepted() == before + 1 ? 0 : 1;
        };
    Thread thread = new Thread(null, work, "deep", 256 * 1024L + number * 64L);
    thread.start();
    thread.join();
    countEscaped();
    takeQueued();
  }

  /**
   * Counts escaped errors. Without stack for the call itself nothing can be caught; everything
   * after it is.
   */
  private void countEscaped() {
    String appender = EntryCapture.class.getName();
    while (thrownCount > 0) {
      StackTraceElement[] frames = thrown[--thrownCount].getStackTrace();
      for (int i = 1; i < frames.length; i++) {
        escaped += frames[i].getClassName().equals(appender) ? 1 : 0;
      }
    }
  }

  private void takeQueued() {
    for (var sample = queue.poll(); sample != null; sample = queue.poll()) {
      taken += sample.tally == null ? 1 : sample.tally.take();
    }
  }

  private long off() {
    folding.close((tally, count) -> taken += count);
    return accounts.accepted() - accounts.settled() - taken;
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private void recurse(FakeEvent event) {
    try {
      recurse(event);
    } catch (StackOverflowError e) {
      // Some stack is available again: from here outward every depth is tried.
    }
    append(event);
  }

  private void append(FakeEvent event) {
    try {
      capture.append(event, FakeReader.INSTANCE);
    } catch (StackOverflowError e) {
      thrown[thrownCount++] = e; // examined once there is stack again
    }
  }
}
