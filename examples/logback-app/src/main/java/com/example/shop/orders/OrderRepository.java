/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores orders. There is no database: it logs the errors that one would cause. */
final class OrderRepository {
  private static final Logger LOG = LoggerFactory.getLogger(OrderRepository.class);
  // The pool's own logger: library errors go through the same configuration.
  private static final Logger POOL_LOG =
      LoggerFactory.getLogger("com.zaxxer.hikari.pool.HikariPool");
  private static final int USUAL_MILLIS = 12;

  void save(Order order, BigDecimal amount) {
    Conditions conditions = order.conditions();
    if (conditions.poolIsDry()) {
      POOL_LOG.error(
          "orders-pool - Connection is not available, request timed out after {}ms (waiting={})",
          30_000 + conditions.between(0, 40),
          conditions.between(5, 60));
    }
    int millis = conditions.queryIsSlow() ? conditions.between(1_000, 4_000) : USUAL_MILLIS;
    if (millis > 500) {
      LOG.warn("Slow query, {} ms: INSERT INTO orders (id, sku, amount) VALUES (?, ?, ?)", millis);
    }
    LOG.info("Stored order {} over {} EUR", order.id(), amount);
  }
}
