/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests and writes answers. Decides and records a request at once; a scheduled task writes
 * a delayed answer later, so that no thread waits.
 */
final class SpaceHandler implements HttpHandler {
  private static final int MAX_KEPT_BYTES = 1 << 20;
  private static final int NO_BODY = -1;

  private final MessageService service;
  private final PageHandler page;
  private final Mischief mischief;
  private final Board board;
  private final ErrorBody errors;
  private final ScheduledExecutorService workers;
  private final LongSupplier nanoClock;
  private final Clock clock;

  SpaceHandler(
      MessageService service,
      PageHandler page,
      Mischief mischief,
      Board board,
      ErrorBody errors,
      ScheduledExecutorService workers,
      LongSupplier nanoClock,
      Clock clock) {
    this.service = service;
    this.page = page;
    this.mischief = mischief;
    this.board = board;
    this.errors = errors;
    this.workers = workers;
    this.nanoClock = nanoClock;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (PageHandler.serves(exchange)) {
      Answer answer = page.answer(exchange);
      if (answer != null) {
        write(exchange, answer);
      }
      return;
    }
    SpaceRequest request = read(exchange);
    Misbehavior behavior = mischief.take();
    Answer answer = behavior.answer(service, errors, request);
    boolean silent = behavior.cut() == Misbehavior.Cut.BEFORE_ANSWER;
    board.arrived(request, silent ? 0 : answer.status(), answer);
    if (behavior.delay().isZero()) {
      finish(exchange, answer, behavior.cut());
    } else {
      finishLater(exchange, answer, behavior);
    }
  }

  private SpaceRequest read(HttpExchange exchange) throws IOException {
    long nanos = nanoClock.getAsLong();
    InputStream in = exchange.getRequestBody();
    // Reads the whole body: closing a connection with unread bytes resets it and loses the answer.
    byte[] body = in.readNBytes(MAX_KEPT_BYTES);
    long rest = in.transferTo(OutputStream.nullOutputStream());
    return new SpaceRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        new RawQuery(exchange.getRequestURI().getRawQuery()),
        orEmpty(exchange.getRequestHeaders().getFirst("Content-Type")),
        body,
        body.length + rest,
        nanos,
        clock.instant());
  }

  private void finishLater(HttpExchange exchange, Answer answer, Misbehavior behavior) {
    Runnable task =
        () -> {
          try {
            finish(exchange, answer, behavior.cut());
          } catch (IOException e) {
            exchange.close(); // the client has disconnected
          }
        };
    try {
      var unused = workers.schedule(task, behavior.delay().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      exchange.close(); // the space has closed
    }
  }

  private static void finish(HttpExchange exchange, Answer answer, Misbehavior.Cut cut)
      throws IOException {
    switch (cut) {
      case NOWHERE:
        write(exchange, answer);
        break;
      case BEFORE_ANSWER:
        exchange.close();
        break;
      case DURING_ANSWER:
        writeHalf(exchange, answer);
        break;
    }
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body();
    setHeaders(exchange, answer);
    if (exchange.getRequestMethod().equals("HEAD") || hasNoBody(answer)) {
      exchange.sendResponseHeaders(answer.status(), NO_BODY);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** Announces the whole body, sends half of it and closes the connection. */
  private static void writeHalf(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body();
    setHeaders(exchange, answer);
    exchange.sendResponseHeaders(answer.status(), Math.max(2, body.length));
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, body.length / 2);
    out.flush();
    exchange.close();
  }

  private static void setHeaders(HttpExchange exchange, Answer answer) {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
  }

  private static boolean hasNoBody(Answer answer) {
    return answer.body().length == 0 || answer.status() == 204 || answer.status() == 304;
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
