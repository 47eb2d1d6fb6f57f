/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;

/** Calls a simulated payment provider. */
final class PaymentClient {
  String charge(Order order, BigDecimal amount) {
    return measured(() -> send("POST /charges " + order.id() + " " + amount, order.conditions()));
  }

  private static String measured(Supplier<String> call) {
    return call.get();
  }

  private static String send(String request, Conditions conditions) {
    try {
      return Connection.exchange(request, conditions);
    } catch (IOException e) {
      throw new ProviderException("POST https://api.paypoint.example/charges failed", e);
    }
  }

  /** The part of the client that would use the network. */
  private static final class Connection {
    static String exchange(String request, Conditions conditions) throws IOException {
      return readStatus(request, conditions);
    }

    private static String readStatus(String request, Conditions conditions) throws IOException {
      if (conditions.paymentTimesOut()) {
        throw new SocketTimeoutException("Read timed out");
      }
      return "200 R" + Integer.toUnsignedString(request.hashCode());
    }
  }
}
