/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Holds the products and their prices. */
final class Catalog {
  static final int PRODUCTS = 40;
  static final String WITHDRAWN = sku(PRODUCTS + 1);

  private final Map<String, BigDecimal> prices = new HashMap<>();

  Catalog() {
    for (int number = 1; number <= PRODUCTS; number++) {
      prices.put(sku(number), BigDecimal.valueOf(499L + 250L * number, 2));
    }
  }

  static String sku(int number) {
    return "SKU-" + (1_000 + number);
  }

  /** Returns the price of a quantity. Its fault is one that the demo reports. */
  @SuppressWarnings("NullAway") // the intended fault: ignores withdrawn products
  BigDecimal price(String sku, int quantity) {
    BigDecimal price = prices.get(sku);
    return price.multiply(BigDecimal.valueOf(quantity));
  }
}
