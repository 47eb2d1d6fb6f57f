/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

/** A customer's order. Immutable except for its conditions. */
final class Order {
  private final int id;
  private final String customer;
  private final String sku;
  private final int quantity;
  private final String traceId;
  private final Conditions conditions;

  private Order(int id, String customer, String sku, int quantity, Conditions conditions) {
    this.id = id;
    this.customer = customer;
    this.sku = sku;
    this.quantity = quantity;
    this.traceId = conditions.traceId();
    this.conditions = conditions;
  }

  static Order random(int id, Conditions conditions) {
    String sku =
        conditions.wantsWithdrawnProduct()
            ? Catalog.WITHDRAWN
            : Catalog.sku(conditions.between(1, Catalog.PRODUCTS));
    int quantity = conditions.customerMistypes() ? 0 : conditions.between(1, 5);
    return new Order(id, "C-" + conditions.between(10_000, 99_999), sku, quantity, conditions);
  }

  int id() {
    return id;
  }

  String customer() {
    return customer;
  }

  String sku() {
    return sku;
  }

  int quantity() {
    return quantity;
  }

  String traceId() {
    return traceId;
  }

  Conditions conditions() {
    return conditions;
  }
}
