/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A TCP link on loopback that fails as networks do. Thread-safe; its threads are daemons and end
 * with it.
 */
final class FaultyLink implements AutoCloseable {

  /** The ways to treat connections, open ones included. */
  enum Manner {
    OPEN,
    /** Refuses connections. */
    REFUSE,
    /** Accepts and resets connections. */
    RESET,
    /** Holds all data back until the link is open again. */
    SILENT,
    /** Delays each piece of data. */
    SLOW
  }

  private static final long STEP_MILLIS = 20;
  private static final long SLOW_MILLIS = 100;
  private static final int BIND_TRIES = 50;
  private static final int PIECE = 512;

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile Manner manner = Manner.OPEN;
  private volatile boolean closed;
  private ServerSocket listener;

  /** Opens a link to a loopback port. */
  FaultyLink(int target) {
    this.target = target;
    listener = listen(0);
    port = listener.getLocalPort();
  }

  int port() {
    return port;
  }

  /** Returns whether there are connections. */
  boolean isUsed() {
    return !sockets.isEmpty();
  }

  /** Sets how connections are treated from now on. */
  synchronized void be(Manner next) {
    if (next == manner) {
      return;
    }
    boolean wasRefusing = manner == Manner.REFUSE;
    manner = next;
    if (next == Manner.REFUSE) {
      close(listener);
    } else if (wasRefusing) {
      listener = listen(port);
    }
    if (next == Manner.REFUSE || next == Manner.RESET) {
      sockets.forEach(FaultyLink::reset);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    close(listener);
    sockets.forEach(FaultyLink::close);
  }

  private ServerSocket listen(int wanted) {
    for (int i = 1; ; i++) {
      try {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(loopback, wanted));
        daemon(() -> accept(socket));
        return socket;
      } catch (IOException e) {
        if (i == BIND_TRIES) {
          throw new UncheckedIOException(e);
        }
        pause(STEP_MILLIS);
      }
    }
  }

  private void accept(ServerSocket from) {
    try {
      while (!closed) {
        Socket client = from.accept();
        if (manner == Manner.RESET) {
          reset(client);
        } else {
          connect(client);
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(loopback, target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      sockets.add(client);
      sockets.add(server);
      daemon(() -> pump(client, server));
      daemon(() -> pump(server, client));
    } catch (IOException e) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] piece = new byte[PIECE];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        while (manner == Manner.SILENT && !closed) {
          pause(STEP_MILLIS);
        }
        if (manner == Manner.SLOW) {
          pause(SLOW_MILLIS);
        }
        out.write(piece, 0, length);
      }
    } catch (IOException e) {
      // one side has closed; the other is closed too
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // already closed
    }
    close(socket);
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // already gone
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "faulty-link");
    thread.setDaemon(true);
    thread.start();
  }
}
