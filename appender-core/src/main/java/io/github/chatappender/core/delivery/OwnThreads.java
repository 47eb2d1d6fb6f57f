/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.capture.EntryCapture;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates daemon threads that inherit nothing from the thread that happens to log first: they are
 * in the top thread group at normal priority, with our class loader and without inheritable locals.
 * The guards recognize them by their names. Thread-safe.
 */
public final class OwnThreads implements ThreadFactory {

  private final String role;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Creates a factory.
   *
   * @param role what its threads do, a part of their names
   */
  public OwnThreads(String role) {
    this.role = role;
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // to inherit none, not to raise it
  public Thread newThread(Runnable work) {
    String name = EntryCapture.OWN_THREADS + role + "-" + count.incrementAndGet();
    // Before JDK 24 a thread keeps the protection domains, and so the class loaders, of all frames
    // on its creator's stack. A privileged action hides those of our callers.
    return AccessController.doPrivileged(
        (PrivilegedAction<Thread>)
            () -> {
              Thread thread = inTopGroup(work, name);
              thread.setDaemon(true);
              thread.setPriority(Thread.NORM_PRIORITY);
              thread.setContextClassLoader(OwnThreads.class.getClassLoader());
              return thread;
            });
  }

  /** Falls back to the creator's group if a security manager denies access to the top one. */
  private static Thread inTopGroup(Runnable work, String name) {
    try {
      ThreadGroup group = Thread.currentThread().getThreadGroup();
      for (ThreadGroup parent = group; parent != null; parent = parent.getParent()) {
        group = parent;
      }
      return new Thread(group, work, name, 0, false);
    } catch (SecurityException e) {
      return new Thread(null, work, name, 0, false);
    }
  }
}
