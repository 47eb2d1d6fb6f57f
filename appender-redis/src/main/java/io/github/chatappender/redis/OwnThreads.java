/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates daemon threads that inherit nothing, as the core does. The core refuses events of threads
 * with these names, so that what Lettuce, Netty and Reactor log there is never posted. Thread-safe.
 */
final class OwnThreads implements ThreadFactory {

  static final String PREFIX = "google-chat-appender-redis-";

  private final String role;
  private final AtomicInteger count = new AtomicInteger();

  OwnThreads(String role) {
    this.role = role;
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // to inherit none, not to raise it
  public Thread newThread(Runnable work) {
    String name = PREFIX + role + "-" + count.incrementAndGet();
    // Before JDK 24 a thread keeps the protection domains of its creator's frames.
    return AccessController.doPrivileged(
        (PrivilegedAction<Thread>)
            () -> {
              Thread thread = new FastThreadLocalThread(topGroup(), work, name);
              thread.setDaemon(true);
              thread.setPriority(Thread.NORM_PRIORITY);
              thread.setContextClassLoader(OwnThreads.class.getClassLoader());
              return thread;
            });
  }

  private static ThreadGroup topGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    try {
      for (ThreadGroup parent = group; parent != null; parent = parent.getParent()) {
        group = parent;
      }
    } catch (SecurityException e) {
      // the creator's group has to do
    }
    return group;
  }
}
