/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

import io.github.chatappender.space.Arrival;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A framework with our appender, and the space it posts to. Thread-safe. */
final class Room implements AutoCloseable {

  private final ChatSpace space = ChatSpace.start();
  private final Map<String, Long> loggedNanos = new ConcurrentHashMap<>();
  private final Host host;

  /** Starts the framework with the default settings, except the given ones and the budget. */
  Room(Host.Starter starter, Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "webhookUrl", space.webhookUrl(),
                "application", "shop",
                "burst", "60",
                "messagesPerMinute", "6000",
                "digestAt", "100"));
    all.putAll(settings);
    host = starter.start(all);
  }

  void log(Failure failure) {
    error(failure.logger(), failure.text(), failure.thrown());
  }

  void error(String logger, String text, @Nullable Throwable thrown) {
    loggedNanos.putIfAbsent(text, System.nanoTime());
    host.error(logger, text, thrown);
  }

  void errorWithMdc(String key, String value, String logger, String text) {
    loggedNanos.putIfAbsent(text, System.nanoTime());
    host.errorWithMdc(key, value, logger, text);
  }

  void flush() {
    if (!host.flush(Duration.ofSeconds(10))) {
      throw new AssertionError("not flushed: " + space.show());
    }
  }

  /** Waits for a number of messages, at most ten seconds. */
  void await(int messages) throws InterruptedException {
    space.awaitMessages(messages, Duration.ofSeconds(10));
  }

  List<ChatMessage> messages() {
    return space.messages();
  }

  /** Returns the messages that show a logged text, oldest first. */
  List<ChatMessage> messages(String text) {
    return messages().stream()
        .filter(message -> message.text().contains(text))
        .collect(Collectors.toList());
  }

  /** Returns how long it took from the first event with a text to its last message. */
  Duration postedAfter(String text) {
    long posted =
        space.arrivals().stream()
            .filter(arrival -> arrival.status() == 200 && arrival.body().contains(text))
            .mapToLong(Arrival::nanos)
            .max()
            .orElseThrow();
    return Duration.ofNanos(posted - loggedNanos.get(text));
  }

  /** Returns the whole room, for the description of a failed assertion. */
  String show() {
    return space.show();
  }

  @Override
  public void close() {
    host.close();
    space.close();
  }

  @Override
  public String toString() {
    return host.toString();
  }
}
