/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.billing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Collects payments through a simulated bank. */
final class DirectDebit {
  private DirectDebit() {}

  static void collect(Customer customer, long cents, double progress) {
    try {
      CompletableFuture.supplyAsync(() -> submit(customer, cents, progress))
          .thenAccept(DirectDebit::check)
          .join();
    } catch (CompletionException e) {
      throw new CollectionException("No answer of the bank for mandate M-" + customer.number(), e);
    }
  }

  private static String submit(Customer customer, long cents, double progress) {
    try {
      return BankSession.open(progress).request("COLLECT " + cents, customer);
    } catch (IOException e) {
      throw new UncheckedIOException("bank session broke", e);
    }
  }

  private static void check(String answer) {
    if (!answer.startsWith("OK")) {
      throw new IllegalStateException("the bank says: " + answer);
    }
  }

  /** A session with the bank, whose host is down for a while near the end of the run. */
  private static final class BankSession {
    private final boolean hostIsDown;

    private BankSession(boolean hostIsDown) {
      this.hostIsDown = hostIsDown;
    }

    static BankSession open(double progress) {
      return new BankSession(progress > 0.5 && progress < 0.7);
    }

    String request(String command, Customer customer) throws IOException {
      if (hostIsDown && !customer.every(5)) {
        throw new SocketTimeoutException("Read timed out");
      }
      return "OK " + command;
    }
  }
}
