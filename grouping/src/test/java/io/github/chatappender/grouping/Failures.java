/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

import com.example.shop.Catalog;
import com.example.shop.Checkout;
import com.example.shop.InvoiceArchive;
import com.example.shop.MailService;
import com.example.shop.OrderBook;
import com.example.shop.PaymentService;
import com.example.shop.PriceFeed;
import com.example.shop.Warehouse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;

/** Creates exceptions, thrown by common libraries or with their frames. Stateless. */
final class Failures {

  private static final String SHOP = "com.example.shop.";

  private Failures() {}

  /** Returns, for each library, the failures of two application methods in it. */
  static List<Pair> ofLibraries() throws IOException {
    try (FailingServer broken = new FailingServer(500);
        FailingServer overloaded = new FailingServer(503);
        InvoiceArchive archive = new InvoiceArchive(overloaded.address());
        OrderBook orders = new OrderBook();
        Warehouse warehouse = new Warehouse(broken.address());
        Catalog catalog = new Catalog(closedPort())) {
      Checkout checkout = new Checkout();
      PriceFeed feed = new PriceFeed();
      return List.of(
          new Pair(
              "Feign",
              thrown(new PaymentService(broken.address())::pay, "PaymentService.pay"),
              thrown(new MailService(broken.address())::send, "MailService.send")),
          new Pair(
              "Resilience4j",
              thrown(checkout::charge, "Checkout.charge"),
              thrown(checkout::confirm, "Checkout.confirm")),
          new Pair(
              "AWS SDK",
              thrown(archive::store, "InvoiceArchive.store"),
              thrown(archive::list, "InvoiceArchive.list")),
          new Pair(
              "Gson",
              thrown(feed::prices, "PriceFeed.prices"),
              thrown(feed::discounts, "PriceFeed.discounts")),
          new Pair(
              "jOOQ",
              thrown(orders::countOpen, "OrderBook.countOpen"),
              thrown(orders::removeStale, "OrderBook.removeStale")),
          new Pair(
              "Jersey",
              thrown(warehouse::reserve, "Warehouse.reserve"),
              thrown(warehouse::count, "Warehouse.count")),
          new Pair(
              "MongoDB",
              thrown(catalog::find, "Catalog.find"),
              thrown(catalog::add, "Catalog.add")));
    }
  }

  /** Returns pairs of exceptions that differ in less than a method. */
  static List<Pair> thatDifferInLittle() {
    return List.of(
        new Pair(
            "outages of two hosts",
            connecting("payments.internal:443", "Nobody pays"),
            connecting("mail.internal:25", "Nobody gets mail")),
        new Pair(
            "ends of two resources",
            running(new OutOfMemoryError("Java heap space")),
            running(new OutOfMemoryError("unable to create native thread"))));
  }

  /** Returns two exceptions of one loop whose frames differ in ways that cancel out in a hash. */
  static List<Throwable> ofEqualFrameHashes() {
    return List.of(
        framed(new IllegalStateException("no row"), "stepB", 100),
        framed(new IllegalStateException("no row"), "stepA", 131));
  }

  /** Returns the exception that a call throws. */
  static Throwable thrownBy(Callable<?> call) {
    Object result;
    try {
      result = call.call();
    } catch (Exception e) {
      return e;
    }
    throw new AssertionError("nothing was thrown, but returned " + result);
  }

  private static Failure thrown(Callable<?> call, String place) {
    String className = place.substring(0, place.indexOf('.'));
    return new Failure(
        SHOP + className, "No answer, " + place.replace('.', ' '), thrownBy(call), place);
  }

  private static Failure connecting(String address, String text) {
    Throwable thrown = new ConnectException("Connect to " + address + " failed");
    return failure(thrown, text, "connect");
  }

  private static Failure running(Error error) {
    return failure(error, "Import ended, " + error.getMessage(), "load");
  }

  private static Failure failure(Throwable thrown, String text, String method) {
    return new Failure(SHOP + "Import", text, framed(thrown, method, 40), "Import." + method);
  }

  private static Throwable framed(Throwable thrown, String method, int line) {
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(SHOP + "Import", method, "Import.java", line),
          new StackTraceElement(SHOP + "Import", "run", "Import.java", 22)
        });
    return thrown;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
