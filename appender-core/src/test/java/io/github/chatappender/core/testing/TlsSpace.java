/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A service behind TLS that accepts every message; its certificate is self-signed. Thread-safe. */
public final class TlsSpace implements AutoCloseable {

  private static final String PASSWORD = "changeit";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private final Path keyStore;
  private final SSLServerSocket server;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  /**
   * Opens a service.
   *
   * @param directory where its key is created
   */
  public TlsSpace(Path directory) throws Exception {
    keyStore = directory.resolve("space.p12");
    makeKey();
    server =
        (SSLServerSocket)
            context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Thread thread = new Thread(this::acceptAll, "tls-space");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the address of its webhook. */
  public String webhookUrl() {
    return "https://127.0.0.1:" + server.getLocalPort() + "/v1/spaces/TLS/messages?key=k&token=t";
  }

  /** Returns the options that make a JVM trust it. */
  public List<String> trustOptions() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + keyStore, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** Returns the head of each request so far, in lines. */
  public List<String> heads() {
    return heads;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void makeKey() throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "space",
                "-keyalg",
                "EC",
                "-dname",
                "CN=space",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keyStore.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException("keytool failed");
    }
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket), "tls-space-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // the end
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String head = RequestHeads.read(reader);
          !head.isEmpty();
          head = RequestHeads.read(reader)) {
        RequestHeads.skipBody(reader, head);
        heads.add(head);
        socket.getOutputStream().write(OK.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      // a client that does not trust the certificate
    }
  }
}
