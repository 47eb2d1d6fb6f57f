/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.capture.EntryCapture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes threads that inherit nothing of whoever happens to log first: daemons with our class loader
 * and no inheritable locals. Their names tell the guards whose they are. Thread-safe.
 */
final class OwnThreads implements ThreadFactory {

  private final String role;
  private final AtomicInteger count = new AtomicInteger();

  OwnThreads(String role) {
    this.role = role;
  }

  @Override
  public Thread newThread(Runnable work) {
    String name = EntryCapture.OWN_THREADS + role + "-" + count.incrementAndGet();
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(OwnThreads.class.getClassLoader());
    return thread;
  }
}
