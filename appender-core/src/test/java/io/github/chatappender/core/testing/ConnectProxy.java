/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy on loopback that opens tunnels, or refuses to. Thread-safe. */
public final class ConnectProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int refusal;
  private final @Nullable String authorization;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private ConnectProxy(int refusal, @Nullable String authorization) throws IOException {
    this.refusal = refusal;
    this.authorization = authorization;
    this.server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    start(this::acceptAll);
  }

  /** Opens a proxy that answers every request with a status. */
  public static ConnectProxy refusing(int status) throws IOException {
    return new ConnectProxy(status, null);
  }

  /** Opens a proxy that opens tunnels for clients with the given user and password. */
  public static ConnectProxy wanting(String userAndPassword) throws IOException {
    byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
    return new ConnectProxy(407, "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  /** Returns {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Returns the head of each request so far, in lines. */
  public List<String> heads() {
    return heads;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        start(() -> serve(socket));
      } catch (IOException e) {
        // the end
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1), 1);
      String head = RequestHeads.read(reader);
      heads.add(head);
      OutputStream out = client.getOutputStream();
      if (authorization == null || !head.contains("Proxy-Authorization: " + authorization)) {
        out.write(
            ("HTTP/1.1 "
                    + refusal
                    + " Refused\r\n"
                    + "Proxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        return;
      }
      tunnel(client, head.split(" ", -1)[1], out);
    } catch (IOException e) {
      // one side has closed
    }
  }

  private static void tunnel(Socket client, String target, OutputStream out) throws IOException {
    int colon = target.lastIndexOf(':');
    try (Socket far =
        new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
      out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      start(() -> copy(far, client));
      copy(client, far);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one side has closed
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "connect-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
