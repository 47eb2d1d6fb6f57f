/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Logs 200,000 events on 8 threads while the endpoint refuses connections, and prints the accounts.
 */
final class StormMain {

  static final int THREADS = 8;
  static final int EVENTS = 200_000;

  /** A message of the maximum kept length: the queued events fit into the heap only if bounded. */
  private static final String FILLER = "z".repeat(8_000);

  private StormMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    ChatSender sender =
        Senders.start(
            Senders.fast(HostileServer.addressOfNobody())
                .set(Setting.RETRY_DELAY, "100 ms")
                .set(Setting.RETRY_MAX, "200 ms")
                .set(Setting.SHUTDOWN_TIMEOUT, "20 s"),
            new FakeDiagnostics());
    AtomicReference<String> violation = new AtomicReference<>();
    Thread watcher = new Thread(() -> watch(sender, violation));
    watcher.setDaemon(true);
    watcher.start();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String logger = "com.acme.Storm" + i;
      threads.add(new Thread(() -> storm(sender, logger)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    watcher.interrupt();
    watcher.join();
    sender.close();
    DeliveryStats stats = sender.getDeliveryStats();
    System.out.println(stats);
    System.out.println("violation: " + violation.get());
    boolean lawful = stats.accepted() == stats.reported() + stats.droppedTotal();
    System.exit(lawful && violation.get() == null ? 0 : 1);
  }

  private static void storm(ChatSender sender, String logger) {
    for (int i = 0; i < EVENTS / THREADS; i++) {
      sender.append(
          FakeEvent.error(i + FILLER).logger(logger).thrown(new IllegalStateException("no " + i)),
          FakeReader.INSTANCE);
    }
  }

  /** Asserts repeatedly that pending is never negative and no counter falls. */
  private static void watch(ChatSender sender, AtomicReference<String> violation) {
    DeliveryStats last = sender.getDeliveryStats();
    while (!Thread.currentThread().isInterrupted()) {
      DeliveryStats now = sender.getDeliveryStats();
      if (now.pending() < 0 || now.accepted() < last.accepted() || hasFallen(last, now)) {
        violation.compareAndSet(null, last + " then " + now);
      }
      last = now;
      Thread.onSpinWait();
    }
  }

  private static boolean hasFallen(DeliveryStats last, DeliveryStats now) {
    for (DropReason reason : DropReason.values()) {
      if (now.dropped(reason) < last.dropped(reason)) {
        return true;
      }
    }
    return now.reported() < last.reported() || now.attempts() < last.attempts();
  }
}
