/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places an order: checks it, prices it, charges the customer, stores it. */
final class OrderService {
  private static final Logger LOG = LoggerFactory.getLogger(OrderService.class);

  private final OrderValidation validation;
  private final Catalog catalog;
  private final OrderRepository repository;
  private final PaymentGateway payments;

  OrderService(
      OrderValidation validation,
      Catalog catalog,
      OrderRepository repository,
      PaymentGateway payments) {
    this.validation = validation;
    this.catalog = catalog;
    this.repository = repository;
    this.payments = payments;
  }

  void place(Order order) {
    validation.check(order);
    BigDecimal amount = catalog.price(order.sku(), order.quantity());
    LOG.info("Order {} comes to {} EUR", order.id(), amount);
    String receipt = payments.charge(order, amount);
    LOG.info("Order {} is paid, receipt {}", order.id(), receipt);
    repository.save(order, amount);
  }
}
