/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and state to the pages as server-sent events, each page on a thread of its own.
 * Nothing is buffered: a page reads from the board at its own pace, and one that reads nothing for
 * a while is disconnected. Thread-safe.
 */
final class EventStreams {
  static final int MAX_STREAMS = 32;

  private static final int BATCH = 250;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Board board;
  private final PageJson json;
  private final ScheduledExecutorService workers;
  private final Duration stall;
  private final String threadName;
  private final Semaphore free = new Semaphore(MAX_STREAMS);

  EventStreams(
      Board board,
      PageJson json,
      ScheduledExecutorService workers,
      Duration stall,
      String threadName) {
    this.board = board;
    this.json = json;
    this.workers = workers;
    this.stall = stall;
    this.threadName = threadName;
  }

  /**
   * Answers with events until the page or the space is closed.
   *
   * @param last the id of the last event that the page has seen, or null
   * @return false if there are too many pages; then nothing has been answered
   */
  boolean open(HttpExchange exchange, @Nullable String last) {
    if (!free.tryAcquire()) {
      return false;
    }
    Thread thread = new Thread(() -> run(exchange, last == null ? "" : last), threadName);
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private void run(HttpExchange exchange, String last) {
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=UTF-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.sendResponseHeaders(200, 0);
      send(exchange.getResponseBody(), last);
    } catch (IOException e) {
      // The page has gone, or was too slow.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
      free.release();
    }
  }

  private void send(OutputStream out, String last) throws IOException, InterruptedException {
    String run = "";
    String state = "";
    long number = 0;
    while (!board.isClosed()) {
      long changes = board.changes();
      StringBuilder events = new StringBuilder();
      if (!run.equals(board.run())) {
        run = board.run();
        number = number(last, run);
        events.append("retry: 1000\n");
        events.append(PageJson.event("run", "", List.of(run)));
      }
      String newState = PageJson.event("state", "", json.state());
      if (!newState.equals(state)) {
        state = newState;
        events.append(state);
      }
      List<Arrival> arrivals = board.arrivalsAfter(number, BATCH);
      if (!arrivals.isEmpty()) {
        number = arrivals.get(arrivals.size() - 1).number();
        events.append(PageJson.event("requests", run + "/" + number, summaries(arrivals)));
      }
      write(out, events.length() == 0 ? ":\n\n" : events.toString());
      if (arrivals.size() < BATCH) {
        board.awaitChange(changes, HEARTBEAT);
      }
    }
  }

  private static List<Object> summaries(List<Arrival> arrivals) {
    List<Object> summaries = new ArrayList<>();
    arrivals.forEach(arrival -> summaries.add(PageJson.summary(arrival)));
    return summaries;
  }

  /** Returns the number in the id of an event if the event is of this run, else 0. */
  private static long number(String id, String run) {
    String number = id.startsWith(run + "/") ? id.substring(run.length() + 1) : "";
    return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
  }

  /** Writes and flushes; a write that takes too long is interrupted, which closes its channel. */
  private void write(OutputStream out, String events) throws IOException {
    Thread writer = Thread.currentThread();
    Future<?> watch;
    try {
      watch = workers.schedule(writer::interrupt, stall.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw new IOException("the space is closed", e);
    }
    try {
      out.write(events.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } finally {
      watch.cancel(false);
    }
  }
}
