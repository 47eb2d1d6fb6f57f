/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the posted messages and the requests; drops the oldest beyond a number or a size.
 * Thread-safe; its monitor guards all fields.
 */
final class Board {
  private final Clock clock;
  private final int maxArrivals;
  private final long maxBytes;
  private final Deque<ChatMessage> messages = new ArrayDeque<>();
  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private final Map<String, List<ChatMessage>> threads = new LinkedHashMap<>();
  // Both belong to a webhook of a space; the keys therefore start with these.
  private final Map<List<String>, String> threadNames = new HashMap<>();
  private final Map<List<String>, ChatMessage> byRequestId = new HashMap<>();
  private String run = newRun();
  private long bytes;
  private long messageCount;
  private long threadCount;
  private long arrivalCount;
  private long changes;
  private boolean closed;

  Board(Clock clock, int maxArrivals, long maxBytes) {
    this.clock = clock;
    this.maxArrivals = maxArrivals;
    this.maxBytes = maxBytes;
  }

  /** Posts a message, or returns the one posted with the same request id. */
  synchronized ChatMessage post(
      Webhook webhook, Draft draft, ReplyOption option, @Nullable String requestId) throws Refusal {
    if (requestId != null) {
      ChatMessage first = byRequestId.get(webhook.scoped(requestId));
      if (first != null) {
        return first;
      }
    }
    boolean keyed = option != ReplyOption.MESSAGE_REPLY_OPTION_UNSPECIFIED;
    String thread = keyed ? threadOf(webhook, draft.threadKey(), option) : newThreadName(webhook);
    messageCount++;
    ChatMessage message =
        new ChatMessage(
            "spaces/" + webhook.space() + "/messages/m" + messageCount,
            thread,
            keyed ? draft.threadKey() : null,
            requestId,
            webhook,
            draft,
            clock.instant());
    messages.add(message);
    threads.computeIfAbsent(thread, name -> new ArrayList<>()).add(message);
    if (requestId != null) {
      byRequestId.put(webhook.scoped(requestId), message);
    }
    notifyAll();
    return message;
  }

  synchronized void arrived(SpaceRequest request, int status, Answer answer) {
    arrivalCount++;
    Arrival arrival = new Arrival(arrivalCount, request, status, answer);
    arrivals.add(arrival);
    bytes += arrival.keptBytes();
    while (arrivals.size() > 1 && (arrivals.size() > maxArrivals || bytes > maxBytes)) {
      dropOldest();
    }
    changed();
  }

  /** Forgets everything; later threads and messages are numbered on. */
  synchronized void clear() {
    messages.clear();
    arrivals.clear();
    threads.clear();
    threadNames.clear();
    byRequestId.clear();
    bytes = 0;
    run = newRun();
    changed();
  }

  /** Wakes everyone who waits for a change. */
  synchronized void changed() {
    changes++;
    notifyAll();
  }

  /** Ends all waiting. */
  synchronized void close() {
    closed = true;
    changed();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Returns a name for the current contents; {@link #clear} and a new JVM change it. */
  synchronized String run() {
    return run;
  }

  /** Returns the number of changes so far, for {@link #awaitChange}. */
  synchronized long changes() {
    return changes;
  }

  /** Waits for a change after the given number of them. */
  synchronized boolean awaitChange(long seen, Duration timeout) throws InterruptedException {
    return await(() -> changes != seen, timeout);
  }

  synchronized List<ChatMessage> messages() {
    return List.copyOf(messages);
  }

  synchronized @Nullable ChatMessage first(Predicate<? super ChatMessage> predicate) {
    return messages.stream().filter(predicate).findFirst().orElse(null);
  }

  synchronized Map<String, List<ChatMessage>> threads() {
    Map<String, List<ChatMessage>> copy = new LinkedHashMap<>();
    threads.forEach((name, members) -> copy.put(name, List.copyOf(members)));
    return Collections.unmodifiableMap(copy);
  }

  synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /** Returns the oldest requests that came after the given number, at most so many. */
  synchronized List<Arrival> arrivalsAfter(long number, int most) {
    List<Arrival> found = new ArrayList<>();
    long missing = Math.max(0, number - (arrivalCount - arrivals.size()));
    if (missing >= arrivals.size()) {
      return found;
    }
    for (Arrival arrival : arrivals) {
      if (arrival.number() > number) {
        found.add(arrival);
        if (found.size() == most) {
          break;
        }
      }
    }
    return found;
  }

  /** Returns the request with this number, or null if it is not kept. */
  synchronized @Nullable Arrival arrival(long number) {
    List<Arrival> found = arrivalsAfter(number - 1, 1);
    return found.isEmpty() || found.get(0).number() != number ? null : found.get(0);
  }

  synchronized boolean awaitMessages(int count, Duration timeout) throws InterruptedException {
    return await(() -> messages.size() >= count, timeout);
  }

  synchronized boolean awaitArrivals(int count, Duration timeout) throws InterruptedException {
    return await(() -> arrivals.size() >= count, timeout);
  }

  /** Waits until the condition holds; it is asked after every message and request. */
  synchronized boolean await(BooleanSupplier condition, Duration timeout)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      long leftNanos = deadlineNanos - System.nanoTime();
      if (leftNanos <= 0 || closed) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(leftNanos, 1_000_000));
    }
    return true;
  }

  private void dropOldest() {
    Arrival oldest = arrivals.remove();
    bytes -= oldest.keptBytes();
    ChatMessage message = oldest.posted();
    if (message == null || !messages.remove(message)) {
      return;
    }
    List<ChatMessage> thread = threads.getOrDefault(message.threadName(), List.of());
    thread.remove(message);
    if (thread.isEmpty()) {
      threads.remove(message.threadName());
      threadNames.values().remove(message.threadName());
    }
    if (message.requestId() != null) {
      byRequestId.remove(message.webhook().scoped(message.requestId()));
    }
  }

  private String threadOf(Webhook webhook, String threadKey, ReplyOption option) throws Refusal {
    List<String> scoped = webhook.scoped(threadKey);
    String known = threadNames.get(scoped);
    if (known != null) {
      return known;
    }
    if (option == ReplyOption.REPLY_MESSAGE_OR_FAIL) {
      throw Refusal.notFound("There is no thread with this key.");
    }
    String name = newThreadName(webhook);
    threadNames.put(scoped, name);
    return name;
  }

  private String newThreadName(Webhook webhook) {
    threadCount++;
    return "spaces/" + webhook.space() + "/threads/t" + threadCount;
  }

  private static String newRun() {
    return UUID.randomUUID().toString();
  }
}
