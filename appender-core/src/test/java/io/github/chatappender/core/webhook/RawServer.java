/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Serves each connection by a script that may treat the socket as no HTTP server does. */
final class RawServer implements AutoCloseable {

  /** Handles a connection after the request's head is read. */
  interface Script {
    void serve(Socket socket) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final List<String> requestLines = new CopyOnWriteArrayList<>();
  private final CountDownLatch closedByClient = new CountDownLatch(1);
  private final CountDownLatch connected = new CountDownLatch(1);

  RawServer(Script script) throws IOException {
    this.script = script;
    this.server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Thread thread = new Thread(this::acceptAll, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns a script that answers with the given bytes and closes the connection. */
  static Script answering(String answer) {
    return socket -> socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a script that resets the connection after the given bytes. */
  static Script resetAfter(String answer) {
    return socket -> {
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      socket.setSoLinger(true, 0);
    };
  }

  /** A script that sends nothing until the client has disconnected. */
  static void awaitEnd(Socket socket) throws IOException {
    int end = socket.getInputStream().read();
    if (end >= 0) {
      throw new IOException("more than a request: " + end);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> requestLines() {
    return requestLines;
  }

  boolean awaitConnection() throws InterruptedException {
    return connected.await(20, TimeUnit.SECONDS);
  }

  boolean awaitClosedByClient() throws InterruptedException {
    return closedByClient.await(20, TimeUnit.SECONDS);
  }

  /**
   * Writes a byte every few milliseconds until the client has disconnected; the read sets the pace.
   */
  void drip(Socket socket) throws IOException {
    socket.setSoTimeout(5);
    try {
      while (true) {
        socket.getOutputStream().write('x');
        if (isEndOfInput(socket)) {
          break;
        }
      }
    } catch (IOException e) {
      // the client has reset the connection
    }
    closedByClient.countDown();
  }

  /** Writes endlessly, until the client has disconnected. */
  void flood(Socket socket) {
    byte[] block = "{".repeat(8_192).getBytes(StandardCharsets.UTF_8);
    try {
      while (true) {
        socket.getOutputStream().write(block);
      }
    } catch (IOException e) {
      closedByClient.countDown();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        connected.countDown();
        readHead(socket);
        script.serve(socket);
      } catch (IOException e) {
        // the next connection, or the end
      }
    }
  }

  private void readHead(Socket socket) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = reader.readLine();
    requestLines.add(line == null ? "" : line);
    int length = 0;
    while (line != null && !line.isEmpty()) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).trim());
      }
      line = reader.readLine();
    }
    for (int i = 0; i < length && reader.read() >= 0; i++) {
      // the body is ignored, but must be read before a close, or the close becomes a reset
    }
  }

  private static boolean isEndOfInput(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
