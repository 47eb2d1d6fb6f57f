/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Answers every request with 200 and a body that drips endlessly. Its threads are daemons. */
final class DrippingServer implements AutoCloseable {

  private static final long DROP_NANOS = 100_000_000;
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n";

  private final ServerSocket listener;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  private DrippingServer(ServerSocket listener) {
    this.listener = listener;
  }

  static DrippingServer start() {
    try {
      DrippingServer server =
          new DrippingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      daemon(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    close(listener);
    sockets.forEach(DrippingServer::close);
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        sockets.add(socket);
        daemon(() -> drip(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  /** Leaves the request unread: its few kilobytes stay in the socket. */
  private static void drip(Socket socket) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
      while (!socket.isClosed()) {
        out.write(' ');
        out.flush();
        LockSupport.parkNanos(DROP_NANOS);
      }
    } catch (IOException e) {
      // the client has disconnected, or this server is closed
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "dripping");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // already unusable
    }
  }
}
