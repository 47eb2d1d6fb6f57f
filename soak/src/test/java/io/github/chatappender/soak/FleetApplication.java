/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import ch.qos.logback.classic.LoggerContext;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.logback.GoogleChatAppender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * An application of a fleet, with Logback. It obeys commands on its standard input, one a line, and
 * answers on its standard output:
 *
 * <ul>
 *   <li>{@code log FIRST LAST TIMES MILLIS}: each problem from the first to the last, so many
 *       times, so many milliseconds apart. A line {@code logged N} follows each time, with the
 *       number of events so far.
 *   <li>{@code end}: stops Logback, and prints what became of the events.
 * </ul>
 */
final class FleetApplication {

  private static final AtomicInteger LOGGED = new AtomicInteger();

  private FleetApplication() {}

  public static void main(String[] arguments) throws IOException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    GoogleChatAppender appender =
        (GoogleChatAppender) Objects.requireNonNull(context.getLogger("ROOT").getAppender("CHAT"));
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    say("ready");
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("end")) {
        context.stop();
        DeliveryStats stats = appender.getDeliveryStats();
        say("ended " + LOGGED + " " + stats.accepted() + " " + stats.reported() + " " + stats);
        break;
      }
      AtomicInteger left = new AtomicInteger(Integer.parseInt(words[3]));
      ScheduledFuture<?> unused =
          executor.scheduleAtFixedRate(
              () -> logOnce(Integer.parseInt(words[1]), Integer.parseInt(words[2]), left),
              0,
              Long.parseLong(words[4]),
              TimeUnit.MILLISECONDS);
    }
    System.exit(0);
  }

  private static void logOnce(int first, int last, AtomicInteger left) {
    if (left.getAndDecrement() <= 0) {
      throw new IllegalStateException("ends the schedule");
    }
    for (int problem = first; problem <= last; problem++) {
      logProblem(problem);
    }
    say("logged " + LOGGED.addAndGet(last - first + 1));
  }

  private static void logProblem(int number) {
    int order = 1_000 + LOGGED.get();
    switch (number) {
      case 0:
        log(
            "PaymentClient",
            "Payment provider returned no status for order {}",
            order,
            new SocketTimeoutException("Read timed out"));
        break;
      case 1:
        log(
            "StockRepository",
            "Cannot reserve stock for order {}",
            order,
            new SQLTransientConnectionException(
                "orders-pool - Connection is not available, request timed out after 30000ms"));
        break;
      case 2:
        log(
            "InvoiceWriter",
            "Invoice of order {} was not written",
            order,
            new IOException("No space left on device"));
        break;
      default:
        log(
            "Step" + number,
            "Step {} of an order failed",
            number,
            new IllegalStateException("step " + number + " is missing"));
    }
  }

  private static void log(String place, String template, int argument, Exception failure) {
    String type = "com.acme.orders." + place;
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(type, "call", place + ".java", 42),
          new StackTraceElement("com.acme.orders.OrderService", "place", "OrderService.java", 17)
        });
    LoggerFactory.getLogger(type).error(template, argument, failure);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
