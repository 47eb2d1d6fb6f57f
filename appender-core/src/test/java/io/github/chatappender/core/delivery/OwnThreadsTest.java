/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.testing.ForeignLoader;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that our threads inherit nothing from the thread that creates them. */
@Timeout(60)
class OwnThreadsTest {

  private final OwnThreads threads = new OwnThreads("test");

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // shows that it is not inherited
  void aThreadMadeInAJobPool_isInTheTopGroupAtNormalPriority() throws InterruptedException {
    AtomicReference<Thread> made = new AtomicReference<>();
    ThreadGroup jobs = new ThreadGroup(new ThreadGroup("server"), "jobs");
    Thread job = new Thread(jobs, () -> made.set(threads.newThread(() -> {})), "job");
    job.setPriority(Thread.MAX_PRIORITY);
    job.setDaemon(false);
    job.setContextClassLoader(new ClassLoader("of the application", null) {});
    job.start();
    job.join();

    Thread thread = made.get();
    assertThat(thread.getThreadGroup().getParent()).isNull();
    assertThat(thread.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isSameAs(OwnThreads.class.getClassLoader());
    assertThat(thread.getName()).isEqualTo("google-chat-appender-test-1");
  }

  @Test
  void anInterruptOfTheGroupThatMadeIt_doesNotReachIt() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    AtomicReference<Thread> made = new AtomicReference<>();
    ThreadGroup jobs = new ThreadGroup("jobs");
    Thread job =
        new Thread(
            jobs,
            () -> {
              made.set(threads.newThread(() -> awaitUninterruptibly(end)));
              made.get().start();
            },
            "job");
    job.start();
    job.join();

    jobs.interrupt();

    assertThat(made.get().isInterrupted()).isFalse();
    end.countDown();
    made.get().join();
  }

  @Test
  void aRunningThread_keepsNoLoaderOfItsMakersCallers() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicReference<Thread> made = new AtomicReference<>();
    WeakReference<ClassLoader> loader =
        callFromForeignCode(
            () -> {
              made.set(threads.newThread(() -> awaitUninterruptibly(end)));
              made.get().start();
            });

    await()
        .pollInSameThread()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loader.get()).isNull();
            });
    assertThat(made.get().isAlive()).isTrue();
    end.countDown();
    made.get().join();
  }

  private static WeakReference<ClassLoader> callFromForeignCode(Runnable action) throws Exception {
    Executor foreign = ForeignLoader.caller();
    foreign.execute(action);
    return new WeakReference<>(foreign.getClass().getClassLoader());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
