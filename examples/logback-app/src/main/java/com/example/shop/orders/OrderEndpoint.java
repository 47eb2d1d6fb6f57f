/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Receives orders and logs failures, as a web framework's endpoint does. */
final class OrderEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(OrderEndpoint.class);

  private final OrderService service;

  OrderEndpoint(OrderService service) {
    this.service = service;
  }

  /** Returns whether the order was placed; if not, one ERROR says why. */
  boolean handle(Order order) {
    MDC.put("traceId", order.traceId());
    MDC.put("customer", order.customer());
    try {
      LOG.info("POST /orders: {} of {}", order.quantity(), order.sku());
      service.place(order);
      LOG.info("201 for order {}", order.id());
      return true;
    } catch (ValidationException e) {
      LOG.error(
          "Rejected order {} of customer {}: {}", order.id(), order.customer(), e.getMessage());
    } catch (PaymentException e) {
      LOG.atError()
          .addKeyValue("orderId", order.id())
          .addKeyValue("provider", "paypoint")
          .setCause(e)
          .log("Payment failed, the order stays open");
    } catch (RuntimeException e) {
      LOG.error("Unhandled exception in POST /orders", e);
    } finally {
      MDC.clear();
    }
    return false;
  }
}
