/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.billing;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Notifies simulated other services of payments. */
final class Outbox {
  // The producer's own logger: library errors go through the same configuration.
  private static final Logger PRODUCER_LOG =
      LogManager.getLogger("org.apache.kafka.clients.producer.internals.Sender");

  void publish(Customer customer, double progress) {
    if (progress > 0.3 && customer.every(71)) {
      PRODUCER_LOG.error(
          "[Producer clientId=billing-{}] Received invalid metadata error in produce request on partition"
              + " paid-{}",
          customer.number() % 3,
          customer.number() % 12);
    }
  }
}
