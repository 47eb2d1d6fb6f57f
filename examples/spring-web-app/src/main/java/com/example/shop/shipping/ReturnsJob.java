/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Polls for returned parcels. */
@Component
class ReturnsJob {

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.DAYS)
  void collect() {
    throw new IllegalStateException("carrier does not answer");
  }
}
