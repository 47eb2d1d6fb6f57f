/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.billing;

import java.util.Map;

/** Holds each country's tax rate. Its fault is one that the demo reports. */
final class TaxTable {
  private static final Map<String, Integer> PERCENT =
      Map.of("DE", 19, "AT", 20, "FR", 20, "NL", 21, "PL", 23, "CH", 8);

  @SuppressWarnings("NullAway") // the intended fault: ignores countries missing from the table
  long withTax(String country, long cents) {
    int percent = PERCENT.get(country);
    return cents * (100 + percent) / 100;
  }
}
