/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.billing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Bills one batch of customers after another, two batches a second. */
final class BillingRun {
  private static final Logger LOG = LogManager.getLogger();
  private static final int BATCHES_PER_SECOND = 2;
  private static final int CUSTOMERS_PER_BATCH = 40;
  private static final int GRACE_SECONDS = 10;
  private static final int FIRST_CUSTOMER = 20_000;

  private final InvoiceJob job;
  private int batch;
  private int failed;

  BillingRun(InvoiceJob job) {
    this.job = job;
  }

  /** Runs to the end and returns a line about it. */
  String run(Duration time) throws InterruptedException {
    int batches = Math.toIntExact(time.toSeconds() * BATCHES_PER_SECOND);
    CountDownLatch left = new CountDownLatch(batches);
    ScheduledExecutorService scheduler =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "billing-scheduler"));
    var running =
        scheduler.scheduleAtFixedRate(
            () -> runBatch(left, batches),
            0,
            TimeUnit.SECONDS.toMillis(1) / BATCHES_PER_SECOND,
            TimeUnit.MILLISECONDS);
    boolean ranAll = left.await(time.toSeconds() + GRACE_SECONDS, TimeUnit.SECONDS);
    running.cancel(false);
    scheduler.shutdown();
    return String.format(
        "billing: %d customers, %d of them failed with an ERROR%s",
        (batches - left.getCount()) * CUSTOMERS_PER_BATCH,
        failed,
        ranAll ? "" : "; the time was too short for all");
  }

  private void runBatch(CountDownLatch left, int batches) {
    if (left.getCount() == 0) {
      return;
    }
    int first = FIRST_CUSTOMER + batch * CUSTOMERS_PER_BATCH;
    double progress = (double) batch / batches;
    LOG.info("Batch {} of {}: customers from {}", batch + 1, batches, first);
    long billed =
        IntStream.range(first, first + CUSTOMERS_PER_BATCH)
            .parallel()
            .filter(number -> job.bill(Customer.number(number), progress))
            .count();
    failed += CUSTOMERS_PER_BATCH - Math.toIntExact(billed);
    batch++;
    left.countDown();
  }
}
