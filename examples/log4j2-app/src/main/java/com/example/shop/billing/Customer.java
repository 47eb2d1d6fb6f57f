/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.billing;

/** A customer with a debt. Everything about a customer follows from the number. Immutable. */
final class Customer {
  private static final String[] COUNTRIES = {"DE", "AT", "FR", "NL", "PL", "CH"};

  private final int number;

  private Customer(int number) {
    this.number = number;
  }

  static Customer number(int number) {
    return new Customer(number);
  }

  int number() {
    return number;
  }

  String country() {
    return every(61) ? "GB" : COUNTRIES[number % COUNTRIES.length];
  }

  String iban() {
    return every(97) ? "DE00" + number : "DE89370400440532" + number;
  }

  long owedCents() {
    return 1_000L + number * 7_919L % 25_000L;
  }

  String traceId() {
    long spread = number * 0x9E3779B97F4A7C15L;
    return String.format("%016x%016x", spread, Long.reverse(spread));
  }

  /** Returns whether this is one of every {@code many} customers, evenly spread. */
  boolean every(int many) {
    return number % many == 0;
  }
}
