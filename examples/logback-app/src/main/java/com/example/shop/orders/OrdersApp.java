/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the shop under load for a number of seconds (first argument, default 30) and ends by itself.
 */
public final class OrdersApp {
  private static final Logger LOG = LoggerFactory.getLogger(OrdersApp.class);
  private static final String DEFAULT_SECONDS = "30";
  private static final String DEFAULT_SEED = "7";

  private OrdersApp() {}

  /** Starts the shop; the second argument seeds the customers' behavior. */
  public static void main(String[] args) throws InterruptedException {
    Duration time = Duration.ofSeconds(Long.parseLong(argument(args, 0, DEFAULT_SECONDS)));
    long seed = Long.parseLong(argument(args, 1, DEFAULT_SEED));
    LOG.info("Opening the shop for {} s", time.toSeconds());
    try (PaymentGateway payments = new PaymentGateway(new PaymentClient())) {
      OrderService service =
          new OrderService(new OrderValidation(), new Catalog(), new OrderRepository(), payments);
      OrderLoad load = new OrderLoad(new OrderEndpoint(service), seed);
      System.out.println(load.run(time));
    }
  }

  private static String argument(String[] args, int index, String otherwise) {
    return args.length > index ? args[index] : otherwise;
  }
}
