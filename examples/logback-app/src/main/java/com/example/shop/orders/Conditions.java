/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import java.util.SplittableRandom;

/**
 * The conditions of one order: the faults at this point of the day, and chance. Used by one thread
 * at a time.
 */
final class Conditions {
  private final double progress;
  private final SplittableRandom random;

  Conditions(double progress, SplittableRandom random) {
    this.progress = progress;
    this.random = random;
  }

  /** Returns whether the payment provider does not answer: an outage in the middle of the day. */
  boolean paymentTimesOut() {
    return (progress > 0.3 && progress < 0.6) ? chance(0.8) : chance(0.005);
  }

  /** Returns whether the connection pool is empty, which happens while payments hang. */
  boolean poolIsDry() {
    return progress > 0.4 && progress < 0.6 && chance(0.03);
  }

  boolean queryIsSlow() {
    return chance(0.02);
  }

  /** Returns whether the customer orders a product that was withdrawn in the morning. */
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
