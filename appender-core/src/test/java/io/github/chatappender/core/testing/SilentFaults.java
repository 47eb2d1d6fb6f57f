/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings with which nothing, or not everything, works, and the endpoints and proxies for them.
 */
public final class SilentFaults implements Closeable {

  private static final String CHAT =
      "https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t";

  private final Map<String, Map<String, String>> settings = new LinkedHashMap<>();
  private final Deque<Closeable> open = new ArrayDeque<>();

  /**
   * Opens the endpoints and proxies.
   *
   * @param directory for a key store
   */
  public SilentFaults(Path directory) throws Exception {
    String good = space().webhookUrl();
    settings.put("REQUIRED", Map.of("required", "true"));
    settings.put("SETTING", Map.of("webhookUrl", good, "queueCapacity", "3"));
    settings.put("TOKEN", Map.of("webhookUrl", good + "x"));
    settings.put("KEY", Map.of("webhookUrl", good.replace("key=k", "key=wrong")));
    settings.put("GONE", Map.of("webhookUrl", answering(Misbehavior.status(404))));
    ConnectProxy refusing = ConnectProxy.refusing(403);
    open.push(refusing::close);
    settings.put("TUNNEL", Map.of("webhookUrl", CHAT, "proxy", refusing.address()));
    ConnectProxy wanting = ConnectProxy.wanting("user:password");
    open.push(wanting::close);
    settings.put(
        "CREDENTIALS",
        Map.of("webhookUrl", CHAT.replace("/A/", "/B/"), "proxy", wanting.address()));
    TlsSpace untrusted = new TlsSpace(directory);
    open.push(untrusted::close);
    settings.put("UNTRUSTED", Map.of("webhookUrl", untrusted.webhookUrl()));
    settings.put("REFUSED", Map.of("webhookUrl", refusedAddress()));
    settings.put(
        "UNKNOWN",
        Map.of(
            "webhookUrl",
            CHAT.replace("chat.googleapis.com", "no-such-host.invalid"),
            "allowedHosts",
            "no-such-host.invalid"));
    settings.put(
        "SILENT", Map.of("webhookUrl", answering(Misbehavior.delay(Duration.ofMinutes(5)))));
    settings.put("ERRORS", Map.of("webhookUrl", answering(Misbehavior.status(500))));
    settings.put("THROTTLED", Map.of("webhookUrl", answering(Misbehavior.status(429))));
  }

  /** Returns the settings of each fault's appender, by the fault's name in {@link FaultTable}. */
  public Map<String, Map<String, String>> settings() {
    return settings;
  }

  /** Returns an address that refuses connections. */
  static String refusedAddress() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return CHAT.replace("chat.googleapis.com", "127.0.0.1:" + socket.getLocalPort());
    }
  }

  private String answering(Misbehavior misbehavior) throws IOException {
    ChatSpace space = space();
    space.answerWith(misbehavior);
    return space.webhookUrl();
  }

  private ChatSpace space() throws IOException {
    ChatSpace space = ChatSpace.start();
    open.push(space::close);
    return space;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
