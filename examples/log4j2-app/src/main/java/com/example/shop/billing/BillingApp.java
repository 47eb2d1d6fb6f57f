/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.billing;

import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Bills for a number of seconds (first argument, default 30) and ends by itself. */
public final class BillingApp {
  private static final Logger LOG = LogManager.getLogger();
  private static final long DEFAULT_SECONDS = 30;

  private BillingApp() {}

  /** Starts the billing. */
  public static void main(String[] args) throws InterruptedException {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : DEFAULT_SECONDS;
    LOG.info("Billing run starts, {} s", seconds);
    BillingRun run = new BillingRun(new InvoiceJob(new Ledger(), new Outbox()));
    System.out.println(run.run(Duration.ofSeconds(seconds)));
  }
}
