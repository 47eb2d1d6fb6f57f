/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.examples.space.ChatSpace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A space behind a link, and the settings of the appender that posts to it. */
final class Place implements AutoCloseable {

  private static final String[] TOKENS = {"t0", "t1"};

  final ChatSpace space = ChatSpace.builder().token(TOKENS[0]).addToken(TOKENS[1]).start();
  final FaultyLink link = new FaultyLink(space.port());
  final int messagesPerMinute;
  final int burst;

  /** How long it may take until everything that was logged is told, once nothing is broken. */
  final Duration patience;

  private final String name;
  private final Map<String, String> pace;
  private int rotations;

  private Place(
      String name, int messagesPerMinute, int burst, Duration patience, Map<String, String> pace) {
    this.name = name;
    this.messagesPerMinute = messagesPerMinute;
    this.burst = burst;
    this.patience = patience;
    this.pace = pace;
  }

  /** Returns a place with the default budget. */
  static Place calm(String host) {
    return new Place(
        host + "-calm",
        15,
        5,
        Duration.ofSeconds(90),
        Map.of("updateInterval", "5 s", "updateMax", "10 s"));
  }

  /** Returns a place that takes so many messages that many of them meet a fault. */
  static Place busy(String host) {
    return new Place(
        host + "-busy",
        1_200,
        5,
        Duration.ofSeconds(60),
        Map.of("firstWait", "100 ms", "updateInterval", "1 s", "updateMax", "3 s"));
  }

  String name() {
    return name;
  }

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(pace);
    settings.put("webhookUrl", address());
    settings.put("application", "shop");
    settings.put("messagesPerMinute", "" + messagesPerMinute);
    settings.put("burst", "" + burst);
    settings.put("quietAfter", "60 s");
    settings.put("requestTimeout", "1 s");
    settings.put("retryDelay", "100 ms");
    settings.put("retryMax", "1 s");
    settings.put("shutdownTimeout", "10 s");
    return settings;
  }

  /** Revokes the webhook and makes another, whose address the next configuration has. */
  void rotate() {
    rotations++;
  }

  @Override
  public void close() {
    link.close();
    space.close();
  }

  private String address() {
    return space
        .webhookUrl(TOKENS[rotations % TOKENS.length])
        .replace(":" + space.port() + "/", ":" + link.port() + "/");
  }
}
