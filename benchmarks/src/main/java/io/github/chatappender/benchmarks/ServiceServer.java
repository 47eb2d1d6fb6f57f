/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;

/** A service on loopback that accepts everything and counts events. Its threads are daemons. */
final class ServiceServer implements AutoCloseable {

  static {
    // Without it the second write of an answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * For clients that open a connection per event: without room in the backlog they wait a second.
   */
  private static final int BACKLOG = 4_096;

  private final Service service;
  private final HttpServer server;
  private final ExecutorService workers;
  private final Gate gate = new Gate();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private final Duration latency;

  private ServiceServer(Service service, Duration latency) throws IOException {
    this.service = service;
    this.latency = latency;
    workers = Executors.newCachedThreadPool(ServiceServer::daemon);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    Thread starter = daemon(server::start); // its dispatcher is a daemon if its starter is one
    starter.start();
    Threads.join(starter);
  }

  static ServiceServer start(Service service) {
    return start(service, Duration.ZERO);
  }

  /** Starts a server with a latency for each answer. */
  static ServiceServer start(Service service, Duration latency) {
    try {
      return new ServiceServer(service, latency);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return service.address(server.getAddress().getPort());
  }

  /** Returns the gate that requests pass before they are answered. */
  Gate gate() {
    return gate;
  }

  /** Returns how many events the answered requests contained. */
  long events() {
    return events.get();
  }

  /** Returns how many requests were answered. */
  long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    gate.open();
    server.stop(0);
    workers.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream body = exchange.getRequestBody();
        InputStream plain = packed ? new GZIPInputStream(body) : body) {
      long found = service.events(plain);
      gate.pass();
      LockSupport.parkNanos(latency.toNanos());
      events.addAndGet(found);
      requests.incrementAndGet();
      byte[] answer = service.answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(service.status, answer.length == 0 ? -1 : answer.length);
      if (answer.length > 0) {
        exchange.getResponseBody().write(answer);
      }
    } finally {
      exchange.close();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "service");
    thread.setDaemon(true);
    return thread;
  }
}
