/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Charges customers on its own threads, so that a slow provider does not block the rest of the
 * shop.
 */
final class PaymentGateway implements AutoCloseable {
  private static final int THREADS = 4;

  private final PaymentClient client;
  private final ExecutorService threads;

  PaymentGateway(PaymentClient client) {
    this.client = client;
    AtomicInteger numbers = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            THREADS, task -> new Thread(task, "payment-" + numbers.incrementAndGet()));
  }

  /** Charges an order and returns the receipt's number. */
  String charge(Order order, BigDecimal amount) {
    try {
      return CompletableFuture.supplyAsync(() -> client.charge(order, amount), threads)
          .thenApply(PaymentGateway::receipt)
          .join();
    } catch (CompletionException e) {
      throw new PaymentException("Payment provider returned no status for order " + order.id(), e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  private static String receipt(String answer) {
    return answer.substring(answer.indexOf(' ') + 1);
  }
}
