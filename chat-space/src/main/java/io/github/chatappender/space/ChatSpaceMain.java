/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a space from the command line: prints its address, each posted message, and the whole space
 * at the end.
 *
 * <p>{@code --port 8080} is the port, {@code --rate 1} the requests per second or {@code
 * unlimited}, {@code --for 60s} the time to run; without it the space runs until the process ends.
 */
public final class ChatSpaceMain {
  private static final long STOP_MILLIS = 2_000;
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private ChatSpaceMain() {}

  /** Runs a space. */
  public static void main(String[] args) {
    SpaceArguments arguments;
    try {
      arguments = SpaceArguments.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main), "chat-space-stop"));
    // Messages contain emoji, which a bare console's default charset may lack.
    run(
        arguments,
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
  }

  /** Runs until the time is over or the thread is interrupted, then prints the whole space. */
  static void run(SpaceArguments arguments, PrintStream out) {
    try (ChatSpace space = arguments.space().start()) {
      out.println("Listening: " + space.webhookUrl());
      try {
        printMessages(space, arguments.runFor(), out);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      out.print(space.show());
    }
  }

  private static void stop(Thread main) {
    main.interrupt();
    try {
      main.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void printMessages(ChatSpace space, @Nullable Duration runFor, PrintStream out)
      throws InterruptedException {
    Duration whole = runFor == null ? FOREVER : runFor;
    long startNanos = System.nanoTime();
    int printed = 0;
    Duration left = whole;
    while (!left.isNegative() && space.awaitMessages(printed + 1, left)) {
      List<ChatMessage> messages = space.messages();
      for (ChatMessage message : messages.subList(printed, messages.size())) {
        out.println(SpaceText.of(message));
      }
      printed = messages.size();
      left = whole.minusNanos(System.nanoTime() - startNanos);
    }
  }
}
