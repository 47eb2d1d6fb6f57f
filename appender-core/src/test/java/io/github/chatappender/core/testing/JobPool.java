/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.api.DeliveryStats;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Logs first from a job whose group is interrupted later, with code of an application that is
 * unloaded; for programs in their own JVM. Stateless.
 */
public final class JobPool {

  private static final int INTERRUPTS = 5;

  private JobPool() {}

  /**
   * Prints whether delivery continued, and the parts of the first job that our threads still hold.
   */
  public static void logWith(LoggingHost host) throws Exception {
    ThreadGroup jobs = new ThreadGroup(new ThreadGroup("server"), "jobs");
    WeakReference<ClassLoader> application = logFrom(jobs, host);
    host.flush();
    List<Thread> ours = ours();
    System.out.println(
        ours.stream().map(t -> t.getThreadGroup().getName()).distinct().collect(Collectors.toList())
            + " at priority "
            + ours.stream().map(Thread::getPriority).distinct().collect(Collectors.toList()));
    for (int i = 0; i < INTERRUPTS; i++) {
      jobs.interrupt();
      for (Thread thread : ours()) {
        thread.interrupt();
      }
      host.error("com.acme.Job" + i, "failed again");
      awaitDelivered(host);
    }
    awaitCollected(application);
    DeliveryStats stats = host.stats();
    host.close();
    System.out.println(stats.accepted() + " accepted, " + stats.reported() + " reported");
    System.out.println(ours().size() + " threads left");
  }

  @SuppressWarnings("ThreadPriorityCheck") // shows that it is not inherited
  private static WeakReference<ClassLoader> logFrom(ThreadGroup jobs, LoggingHost host)
      throws Exception {
    Executor application = ForeignLoader.caller();
    Thread job =
        new Thread(
            jobs, () -> application.execute(() -> host.error("com.acme.Job", "failed")), "job");
    job.setPriority(Thread.MIN_PRIORITY);
    job.setContextClassLoader(application.getClass().getClassLoader());
    job.start();
    job.join();
    return new WeakReference<>(application.getClass().getClassLoader());
  }

  private static List<Thread> ours() {
    List<Thread> ours = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      boolean isHook = thread.getName().contains("exit");
      if ((thread.getName().startsWith("google-chat-appender-") && !isHook)
          || thread.getName().startsWith("HttpClient-")) {
        ours.add(thread);
      }
    }
    return ours;
  }

  /**
   * Waits for delivery. A post may fail while the client's interrupted threads end; it is repeated
   * with another client.
   */
  private static void awaitDelivered(LoggingHost host) throws TimeoutException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (host.stats().pending() > 0) {
      if (System.nanoTime() - end > 0) {
        throw new TimeoutException("not delivered: " + host.stats());
      }
      try {
        host.flush();
      } catch (AssertionError e) {
        // retry
      }
    }
  }

  private static void awaitCollected(WeakReference<ClassLoader> loader) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (loader.get() != null) {
      if (System.nanoTime() - end > 0) {
        throw new TimeoutException("the application's loader stays");
      }
      System.gc();
    }
  }
}
