/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.demo;

import io.github.chatappender.space.Arrival;
import io.github.chatappender.space.ChatSpace;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Starts a space at Google's rate, runs both shops as separate processes until they end, and prints
 * the space, thread by thread and as a timeline.
 *
 * <p>If the environment variable {@code GOOGLE_CHAT_WEBHOOK_URL} is set, starts no space, and the
 * shops post to that address.
 *
 * <p>Arguments: the folder of the examples, the folder for the shops' consoles, the seconds to run.
 */
public final class DemoMain {
  private static final String VARIABLE = "GOOGLE_CHAT_WEBHOOK_URL";

  private static final Duration STAGGER = Duration.ofSeconds(6);

  private final Path examples;
  private final Path consoles;
  private final Duration time;
  private final PrintStream out;

  private DemoMain(Path examples, Path consoles, Duration time, PrintStream out) {
    this.examples = examples;
    this.consoles = consoles;
    this.time = time;
    this.out = out;
  }

  /** Runs the demonstration. */
  public static void main(String[] args) throws IOException, InterruptedException {
    // Messages contain emoji, which a bare console's default charset may lack.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Duration time = Duration.ofSeconds(Long.parseLong(args[2]));
    new DemoMain(Path.of(args[0]), Path.of(args[1]), time, out).run();
  }

  private void run() throws IOException, InterruptedException {
    String address = System.getenv(VARIABLE);
    if (address != null && !address.isBlank()) {
      out.println("The shops post to the address in " + VARIABLE + ".");
      runShops(address);
      return;
    }
    try (ChatSpace space = ChatSpace.builder().requestsPerSecond(1).start()) {
      runShops(space.webhookUrl());
      out.println();
      out.print(space.show());
      out.println();
      Timeline.of(space).forEach(out::println);
      out.println();
      out.println(summary(space));
      if (space.messages().isEmpty()) {
        throw new IllegalStateException("nothing was posted, see the consoles of the shops");
      }
    }
  }

  private void runShops(String address) throws IOException, InterruptedException {
    List<Shop> shops =
        List.of(
            new Shop("orders", "com.example.shop.orders.OrdersApp", app("logback-app"), consoles),
            new Shop(
                "billing", "com.example.shop.billing.BillingApp", app("log4j2-app"), consoles));
    out.println("Two shops run for " + time.toSeconds() + " s; one message a second is allowed.");
    try {
      // One after the other, so that their last messages do not compete for the quota.
      Duration rest = time;
      for (Shop shop : shops) {
        shop.start(VARIABLE, address, rest);
        rest = rest.minus(STAGGER);
      }
      for (Shop shop : shops) {
        out.println(shop.awaitEnd(time));
      }
    } finally {
      shops.forEach(Shop::kill);
    }
  }

  private Path app(String name) {
    return examples.resolve(name).resolve("target");
  }

  private static String summary(ChatSpace space) {
    return String.format(
        "Google Chat saw %d requests: %d messages in %d threads, %d requests over the quota (429).",
        space.arrivals().size(),
        space.messages().size(),
        space.threads().size(),
        space.arrivals().stream().mapToInt(Arrival::status).filter(code -> code == 429).count());
  }
}
