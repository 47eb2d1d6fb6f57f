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

/**
 * Starts a space at Google's rate, runs both shops as separate processes, and prints each message
 * as it arrives. Then prints the space, thread by thread and as a timeline.
 *
 * <p>If the environment variable {@code GOOGLE_CHAT_WEBHOOK_URL} is set, starts no space, and the
 * shops post to that address.
 *
 * <p>Arguments: the folder of the examples, the folder for the shops' consoles, the seconds to run,
 * and {@code true} to keep space and shops running until the process is ended.
 */
public final class DemoMain {
  private static final String VARIABLE = "GOOGLE_CHAT_WEBHOOK_URL";

  /** The shops' day if they are kept running: long enough for several updates of a problem. */
  private static final Duration LONG_DAY = Duration.ofMinutes(10);

  private final Shops shops;
  private final boolean keep;
  private final PrintStream out;

  private DemoMain(Shops shops, boolean keep, PrintStream out) {
    this.shops = shops;
    this.keep = keep;
    this.out = out;
  }

  /** Runs the demonstration. */
  public static void main(String[] args) throws IOException, InterruptedException {
    // Messages contain emoji, which a bare console's default charset may lack.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    boolean keep = Boolean.parseBoolean(args[3]);
    Duration day = keep ? LONG_DAY : Duration.ofSeconds(Long.parseLong(args[2]));
    Shops shops = new Shops(Path.of(args[0]), Path.of(args[1]), day, out);
    Runtime.getRuntime().addShutdownHook(new Thread(shops::close, "demo-end"));
    new DemoMain(shops, keep, out).run();
  }

  private void run() throws IOException, InterruptedException {
    String address = System.getenv(VARIABLE);
    if (address != null && !address.isBlank()) {
      out.println("The shops post to the address in " + VARIABLE + ".");
      runShops(address, () -> {});
      return;
    }
    try (ChatSpace space = ChatSpace.builder().requestsPerSecond(1).start()) {
      out.println("The room: http://127.0.0.1:" + space.port() + "/");
      runShops(space.webhookUrl(), new LivePrinter(space, out));
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

  private void runShops(String address, Runnable look) throws IOException, InterruptedException {
    do {
      shops.runOneDay(VARIABLE, address, look);
    } while (keep);
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
