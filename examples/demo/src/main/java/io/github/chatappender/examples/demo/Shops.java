/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs both shops, and ends them with this process. Thread-safe. */
final class Shops implements AutoCloseable {
  private static final Duration STAGGER = Duration.ofSeconds(6);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Path examples;
  private final Path consoles;
  private final Duration day;
  private final PrintStream out;
  private List<Shop> shops = List.of();
  private boolean closed;

  /**
   * Prepares the shops.
   *
   * @param examples the folder of the examples
   * @param consoles the folder for the shops' consoles
   * @param day how long the shops are open
   */
  Shops(Path examples, Path consoles, Duration day, PrintStream out) {
    this.examples = examples;
    this.consoles = consoles;
    this.day = day;
    this.out = out;
  }

  /**
   * Runs the shops until they end by themselves.
   *
   * @param look runs several times a second meanwhile
   */
  void runOneDay(String variable, String address, Runnable look)
      throws IOException, InterruptedException {
    out.println("Two shops run for " + day.toSeconds() + " s; one message a second is allowed.");
    long deadline = System.nanoTime() + day.plus(GRACE).toNanos();
    List<Shop> started = start(variable, address);
    try {
      for (Shop shop : started) {
        while (!shop.endsWithin(LOOK) && System.nanoTime() - deadline < 0) {
          look.run();
        }
      }
      look.run();
      if (isClosed()) {
        // the shops were ended, and this process is about to
        new CountDownLatch(1).await();
      }
      for (Shop shop : started) {
        out.println(shop.result());
      }
    } finally {
      started.forEach(Shop::kill);
    }
  }

  /** Ends the shops, which post their last messages first; no others start. */
  @Override
  public synchronized void close() {
    closed = true;
    shops.forEach(Shop::close);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized List<Shop> start(String variable, String address) throws IOException {
    if (closed) {
      return List.of();
    }
    shops =
        List.of(
            new Shop("orders", "com.example.shop.orders.OrdersApp", app("logback-app"), consoles),
            new Shop(
                "billing", "com.example.shop.billing.BillingApp", app("log4j2-app"), consoles));
    // One ends after the other, so that their last messages do not compete for the quota.
    Duration rest = day;
    for (Shop shop : shops) {
      shop.start(variable, address, rest);
      rest = rest.minus(STAGGER);
    }
    return shops;
  }

  private Path app(String name) {
    return examples.resolve(name).resolve("target");
  }
}
