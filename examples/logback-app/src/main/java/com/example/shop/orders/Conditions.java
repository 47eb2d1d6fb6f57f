/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import java.util.SplittableRandom;

/**
 * How the day goes for one order: what is broken at this point of it, and luck. Used by one thread
 * at a time.
 */
final class Conditions {
  private final double progress;
  private final SplittableRandom random;

  Conditions(double progress, SplittableRandom random) {
    this.progress = progress;
    this.random = random;
  }

  /** Tells whether the payment provider does not answer: an outage in the middle of the day. */
  boolean paymentTimesOut() {
    return (progress > 0.3 && progress < 0.6) ? chance(0.8) : chance(0.005);
  }

  /** Tells whether the connection pool has run dry, which it does while payments hang. */
  boolean poolIsDry() {
    return progress > 0.4 && progress < 0.6 && chance(0.03);
  }

  boolean queryIsSlow() {
    return chance(0.02);
  }

  /** Tells whether the customer orders what was withdrawn in the morning. */
  boolean wantsWithdrawnProduct() {
    return progress > 0.1 && chance(0.01);
  }

  boolean customerMistypes() {
    return chance(0.01);
  }

  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  String traceId() {
    return String.format("%016x%016x", random.nextLong(), random.nextLong());
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
