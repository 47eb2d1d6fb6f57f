/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends customers to the shop at a steady rate. Their behavior depends only on the seed and their
 * number.
 */
final class OrderLoad {
  private static final int ORDERS_PER_SECOND = 100;
  private static final int WORKERS = 8;
  private static final int GRACE_SECONDS = 10;
  private static final int FIRST_ORDER = 8_100;

  private final OrderEndpoint endpoint;
  private final long seed;
  private final AtomicInteger next = new AtomicInteger();
  private final LongAdder failed = new LongAdder();

  OrderLoad(OrderEndpoint endpoint, long seed) {
    this.endpoint = endpoint;
    this.seed = seed;
  }

  /** Runs to the end and returns a line about it. */
  String run(Duration time) throws InterruptedException {
    int orders = Math.toIntExact(time.toSeconds() * ORDERS_PER_SECOND);
    AtomicInteger threads = new AtomicInteger();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            WORKERS, task -> new Thread(task, "exec-" + threads.incrementAndGet()));
    ScheduledExecutorService customers = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch allSent = new CountDownLatch(orders);
    var sending =
        customers.scheduleAtFixedRate(
            () -> {
              if (allSent.getCount() > 0) {
                workers.execute(() -> handle(next.getAndIncrement(), orders));
                allSent.countDown();
              }
            },
            0,
            TimeUnit.SECONDS.toMicros(1) / ORDERS_PER_SECOND,
            TimeUnit.MICROSECONDS);
    boolean sentAll = allSent.await(time.toSeconds() + GRACE_SECONDS, TimeUnit.SECONDS);
    sending.cancel(false);
    customers.shutdown();
    workers.shutdown();
    boolean ended = workers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    return String.format(
        "orders: %d orders, %d of them failed with an ERROR%s",
        orders - allSent.getCount(),
        failed.sum(),
        sentAll && ended ? "" : "; the time was too short for all");
  }

  private void handle(int number, int orders) {
    Conditions conditions =
        new Conditions((double) number / orders, new SplittableRandom(seed + number));
    if (!endpoint.handle(Order.random(FIRST_ORDER + number, conditions))) {
      failed.increment();
    }
  }
}
