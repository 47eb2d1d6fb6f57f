/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** Calls two services through Resilience4j, whose circuit breakers are open. */
public final class Checkout {

  private final CircuitBreaker payments = open("payments");
  private final CircuitBreaker mail = open("mail");

  public String charge() {
    return payments.executeSupplier(() -> "charged");
  }

  public String confirm() {
    return mail.executeSupplier(() -> "confirmed");
  }

  private static CircuitBreaker open(String name) {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults(name);
    breaker.transitionToOpenState();
    return breaker;
  }
}
