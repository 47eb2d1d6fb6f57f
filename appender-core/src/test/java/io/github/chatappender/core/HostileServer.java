/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on loopback that misbehaves. Its threads are daemons. */
final class HostileServer implements AutoCloseable {

  static final String TOKEN = "token-that-nobody-may-see%3D";
  static final String KEY = "key-that-nobody-may-see";

  /** Handles a request after its head is read. */
  interface Manner {
    void answer(HostileServer server, String requestLine, Socket socket) throws IOException;
  }

  private final ServerSocket listener;
  private final Manner manner;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> requestLines = new CopyOnWriteArrayList<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private final CountDownLatch clientHasGone = new CountDownLatch(1);

  private HostileServer(Manner manner) throws IOException {
    this.manner = manner;
    this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    daemon(this::accept);
  }

  static HostileServer that(Manner manner) {
    try {
      return new HostileServer(manner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the address of a loopback port without a listener. */
  static String addressOfNobody() {
    try (HostileServer server = that((s, line, socket) -> {})) {
      return server.address();
    }
  }

  String address() {
    return "http://127.0.0.1:"
        + listener.getLocalPort()
        + "/v1/spaces/AAA/messages?key="
        + KEY
        + "&token="
        + TOKEN;
  }

  List<String> requestLines() {
    return requestLines;
  }

  /** Returns the lines of all heads, except each first line. */
  List<String> headers() {
    return headers;
  }

  /** Waits until a client that receives a dripping answer has closed its connection. */
  boolean awaitClientHasGone() throws InterruptedException {
    return clientHasGone.await(10, TimeUnit.SECONDS);
  }

  /** Keeps reading and never answers. */
  static void neverAnswer(HostileServer server, String line, Socket socket) throws IOException {
    server.awaitClose();
  }

  /** Answers 200 and endless blanks, one per second. */
  static void drip(HostileServer server, String line, Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    server.dripUntilClosed(out);
  }

  /** Drips from the first byte of the head. */
  static void dripHead(HostileServer server, String line, Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    write(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
    server.dripUntilClosed(out);
  }

  /** Answers 200 and endless blanks as fast as the client reads. */
  static void answerEndlessly(HostileServer server, String line, Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
    byte[] blanks = " ".repeat(8_192).getBytes(StandardCharsets.UTF_8);
    while (true) {
      out.write(blanks);
    }
  }

  static void reset(HostileServer server, String line, Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  static void resetWithinTheAnswer(HostileServer server, String line, Socket socket)
      throws IOException {
    write(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"na");
    reset(server, line, socket);
  }

  static void answerInvalidUtf8(HostileServer server, String line, Socket socket)
      throws IOException {
    write(socket.getOutputStream(), "HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\n");
    socket.getOutputStream().write(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF, (byte) 0xFE});
  }

  static void redirect(HostileServer server, String line, Socket socket) throws IOException {
    answer(
        socket,
        "302 Found",
        "Location: http://127.0.0.1:" + socket.getLocalPort() + "/elsewhere\r\n",
        "");
  }

  static void answerWithAPage(HostileServer server, String line, Socket socket) throws IOException {
    answer(socket, "200 OK", "Content-Type: text/html\r\n", "<html>Sign in</html>");
  }

  /** Echoes the whole request line, including secrets. */
  static Manner echo(String status) {
    return (server, line, socket) -> answer(socket, status, "", "You asked for " + line);
  }

  @Override
  public void close() {
    closed.countDown();
    closeQuietly(listener);
    sockets.forEach(HostileServer::closeQuietly);
  }

  private static void answer(Socket socket, String status, String headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    write(
        socket.getOutputStream(),
        "HTTP/1.1 "
            + status
            + "\r\n"
            + headers
            + "Content-Length: "
            + bytes.length
            + "\r\n\r\n"
            + body);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("POST ") || line.startsWith("GET ")) {
          requestLines.add(line);
          readHead(in);
          manner.answer(this, line, socket);
        }
      }
    } catch (IOException e) {
      // the client or the test has closed the connection
    }
  }

  private void readHead(BufferedReader in) throws IOException {
    String header = in.readLine();
    while (header != null && !header.isEmpty()) {
      headers.add(header);
      header = in.readLine();
    }
  }

  private void dripUntilClosed(OutputStream out) throws IOException {
    try {
      while (!awaitSecond()) {
        write(out, " ");
      }
    } catch (IOException e) {
      clientHasGone.countDown();
      throw e;
    }
  }

  private boolean awaitSecond() throws IOException {
    try {
      return closed.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void awaitClose() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // already gone
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "hostile-server");
    thread.setDaemon(true);
    thread.start();
  }
}
