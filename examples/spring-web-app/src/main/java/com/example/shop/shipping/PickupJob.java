/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Orders the daily pickup. */
@Component
class PickupJob {

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.DAYS)
  void order() {
    throw new IllegalStateException("carrier does not answer");
  }
}
