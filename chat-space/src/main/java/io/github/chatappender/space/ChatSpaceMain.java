/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a space from the command line until the process ends: prints the address to set, the address
 * of the page, and each message. {@code --help} lists the options.
 */
public final class ChatSpaceMain {
  private static final long STOP_MILLIS = 2_000;
  private static final int BATCH = 100;
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private ChatSpaceMain() {}

  /** Runs a space; exits with 2 if it cannot start. */
  public static void main(String[] args) {
    // Messages contain emoji, which a bare console's default charset may lack.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main), "chat-space-stop"));
    try {
      run(SpaceArguments.parse(args), out);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      System.err.println("google-chat-appender-space: " + e.getMessage());
      Runtime.getRuntime().halt(2);
    }
  }

  /** Runs until the thread is interrupted. */
  static void run(SpaceArguments arguments, PrintStream out) {
    if (arguments.help()) {
      out.println(SpaceArguments.USAGE);
      return;
    }
    try (Writer record = record(arguments.record());
        ChatSpace space = arguments.space().start()) {
      out.println("Set GOOGLE_CHAT_WEBHOOK_URL to  " + space.webhookUrl());
      out.println("Open the room in a browser at   " + space.pageUrl());
      follow(space.board(), out, record);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the record: " + e.getMessage(), e);
    }
  }

  private static Writer record(@Nullable Path file) throws IOException {
    return file == null
        ? Writer.nullWriter()
        : Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void stop(Thread main) {
    main.interrupt();
    try {
      main.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void follow(Board board, PrintStream out, Writer record)
      throws IOException, InterruptedException {
    long number = 0;
    while (!board.isClosed()) {
      long changes = board.changes();
      List<Arrival> arrivals = board.arrivalsAfter(number, BATCH);
      for (Arrival arrival : arrivals) {
        number = arrival.number();
        ChatMessage message = arrival.posted();
        out.println(message == null ? SpaceText.notPosted(arrival) : SpaceText.of(message));
        record.write(Json.write(line(arrival)));
        record.write('\n');
      }
      record.flush();
      if (arrivals.isEmpty()) {
        board.awaitChange(changes, FOREVER);
      }
    }
  }

  private static Map<String, Object> line(Arrival arrival) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", arrival.time().toString());
    line.put("method", arrival.method());
    line.put("path", arrival.path());
    line.put("query", arrival.query());
    line.put("body", arrival.body());
    line.put("status", arrival.status());
    line.put("answer", arrival.answer());
    line.put("objections", arrival.objections());
    return line;
  }
}
