/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Passes bytes on to a port; can delay them, swallow them, and cut connections. */
final class TcpProxy implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final List<Socket> sockets = new ArrayList<>();
  private int accepted;
  private volatile long delayMillis;

  /** How many connections, the oldest first, are silent. */
  private volatile int silent;

  TcpProxy(int target) throws IOException {
    this.target = target;
    start(this::accept);
  }

  String address() {
    return "redis://127.0.0.1:" + server.getLocalPort();
  }

  /** Delays the bytes from either side. */
  void delay(long millis) {
    delayMillis = millis;
  }

  /** Swallows the bytes of the present connections, without closing them. */
  synchronized void silence() {
    silent = accepted;
  }

  /** Closes all connections. */
  synchronized void cut() {
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  synchronized int accepted() {
    return accepted;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
        int number;
        synchronized (this) {
          sockets.add(client);
          sockets.add(redis);
          number = ++accepted;
        }
        start(() -> pump(client, redis, number));
        start(() -> pump(redis, client, number));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void pump(Socket from, Socket to, int number) {
    byte[] buffer = new byte[8_192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (delayMillis > 0) {
          LockSupport.parkNanos(delayMillis * 1_000_000);
        }
        if (number > silent) {
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // cut
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // is closed
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
