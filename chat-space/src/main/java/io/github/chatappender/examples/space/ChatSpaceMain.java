/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.space;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a space from the command line: prints its address, each message when it is posted, and the
 * whole space at the end.
 *
 * <p>{@code --port 8080} is the port, {@code --rate 1} the requests per second or {@code
 * unlimited}, {@code --for 60s} how long to run; without it the space runs until the process is
 * stopped.
 */
public final class ChatSpaceMain {
  private static final long STOP_MILLIS = 2_000;
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private ChatSpaceMain() {}

  /** Runs a space as the arguments say. */
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
    // Messages hold emoji, which the default charset of a bare console may not have.
    run(
        arguments,
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
  }

  /** Runs until the time is over or the thread is interrupted; both end with the whole space. */
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
