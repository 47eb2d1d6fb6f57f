/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps the posted messages and the requests. Thread-safe; its monitor guards all fields. */
final class Board {
  private final String space;
  private final Clock clock;
  private final List<ChatMessage> messages = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Map<String, List<ChatMessage>> threads = new LinkedHashMap<>();
  // Both belong to a webhook; the keys therefore start with its token.
  private final Map<List<String>, String> threadNames = new HashMap<>();
  private final Map<List<String>, ChatMessage> byRequestId = new HashMap<>();

  Board(String space, Clock clock) {
    this.space = space;
    this.clock = clock;
  }

  /** Posts a message, or returns the one posted with the same request id. */
  synchronized ChatMessage post(
      String token, Draft draft, ReplyOption option, @Nullable String requestId) throws Refusal {
    if (requestId != null) {
      ChatMessage first = byRequestId.get(List.of(token, requestId));
      if (first != null) {
        return first;
      }
    }
    boolean keyed = option != ReplyOption.MESSAGE_REPLY_OPTION_UNSPECIFIED;
    ChatMessage message =
        new ChatMessage(
            "spaces/" + space + "/messages/m" + (messages.size() + 1),
            keyed ? threadOf(token, draft.threadKey(), option) : newThreadName(),
            keyed ? draft.threadKey() : null,
            requestId,
            draft,
            clock.instant());
    messages.add(message);
    threads.computeIfAbsent(message.threadName(), name -> new ArrayList<>()).add(message);
    if (requestId != null) {
      byRequestId.put(List.of(token, requestId), message);
    }
    notifyAll();
    return message;
  }

  synchronized void arrived(Arrival arrival) {
    arrivals.add(arrival);
    notifyAll();
  }

  synchronized List<ChatMessage> messages() {
    return List.copyOf(messages);
  }

  synchronized Map<String, List<ChatMessage>> threads() {
    Map<String, List<ChatMessage>> copy = new LinkedHashMap<>();
    threads.forEach((name, members) -> copy.put(name, List.copyOf(members)));
    return Collections.unmodifiableMap(copy);
  }

  synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  boolean awaitMessages(int count, Duration timeout) throws InterruptedException {
    return await(messages::size, count, timeout);
  }

  boolean awaitArrivals(int count, Duration timeout) throws InterruptedException {
    return await(arrivals::size, count, timeout);
  }

  private synchronized boolean await(IntSupplier size, int count, Duration timeout)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    while (size.getAsInt() < count) {
      long leftNanos = deadlineNanos - System.nanoTime();
      if (leftNanos <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(leftNanos, 1_000_000));
    }
    return true;
  }

  private String threadOf(String token, String threadKey, ReplyOption option) throws Refusal {
    List<String> scoped = List.of(token, threadKey);
    String known = threadNames.get(scoped);
    if (known != null) {
      return known;
    }
    if (option == ReplyOption.REPLY_MESSAGE_OR_FAIL) {
      throw Refusal.notFound("There is no thread with this key.");
    }
    String name = newThreadName();
    threadNames.put(scoped, name);
    return name;
  }

  private String newThreadName() {
    return "spaces/" + space + "/threads/t" + (threads.size() + 1);
  }
}
