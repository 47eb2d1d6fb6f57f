/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

/** Rejects invalid orders. */
final class OrderValidation {
  void check(Order order) {
    if (order.quantity() < 1) {
      throw new ValidationException("quantity of " + order.sku() + " must be at least 1");
    }
  }
}
