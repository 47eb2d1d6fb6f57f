/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.billing;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;

/** Books payments. There is no database: it logs the errors that one would cause. */
final class Ledger {
  private static final Logger LOG = LogManager.getLogger();
  private static final Marker CRITICAL = MarkerManager.getMarker("CRITICAL");

  private final AtomicLong balanceCents = new AtomicLong();

  void book(Customer customer, long cents) {
    long balance = balanceCents.addAndGet(cents);
    if (customer.every(113)) {
      LOG.warn(
          "Slow query, {} ms: UPDATE ledger SET balance = ? WHERE customer = ?",
          1_000 + customer.number() % 3_000);
    }
    if (customer.every(1_009)) {
      LOG.fatal(
          CRITICAL,
          "Ledger is out of balance by {} cents after customer {}",
          balance % 100,
          customer.number());
    }
  }
}
