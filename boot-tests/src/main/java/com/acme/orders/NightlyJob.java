/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.orders;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Runs once, at the start. */
@Component
@ConditionalOnProperty(name = "orders.job", havingValue = "true")
class NightlyJob {

  @Scheduled(fixedDelay = 86_400_000L)
  void run() {
    throw new IllegalStateException("ledger is locked");
  }
}
