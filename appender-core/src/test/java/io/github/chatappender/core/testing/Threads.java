/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Runs a task on several threads at a time. Stateless. */
final class Threads {

  private Threads() {}

  /** Starts threads, each with its number. */
  static List<Thread> start(int count, IntConsumer task) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      threads.add(new Thread(() -> task.accept(number), "storm-" + i));
    }
    threads.forEach(Thread::start);
    return threads;
  }

  /** Returns the names of all live threads. */
  static List<String> names() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toList());
  }

  static boolean anyAlive(List<Thread> threads) {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
