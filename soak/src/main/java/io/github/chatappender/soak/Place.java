/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.core.testing.SpoolDir;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A space behind a link, the settings of the appender that posts to it, and the disk of its spool.
 */
final class Place implements AutoCloseable {

  private static final String[] TOKENS = {"t0", "t1"};
  private static final int DISK_KIBIBYTES = 1_024;

  final ChatSpace space = ChatSpace.builder().token(TOKENS[0]).addToken(TOKENS[1]).start();
  final FaultyLink link = new FaultyLink(space.port());
  final int messagesPerMinute;
  final int burst;

  /** The longest time to report all logged events, once nothing is broken. */
  final Duration patience;

  private final String name;
  private final Map<String, String> pace;
  private final @Nullable SmallDisk disk;
  private int rotations;

  private Place(
      String name,
      @Nullable SmallDisk disk,
      int messagesPerMinute,
      int burst,
      Duration patience,
      Map<String, String> pace) {
    this.name = name;
    this.disk = disk;
    this.messagesPerMinute = messagesPerMinute;
    this.burst = burst;
    this.patience = patience;
    this.pace = pace;
  }

  /** Returns a place with a small budget, which keeps critical events in memory. */
  static Place calm(String host) {
    return new Place(
        host + "-calm",
        null,
        30,
        5,
        Duration.ofMinutes(2),
        Map.of("updateInterval", "5 s", "updateMax", "10 s"));
  }

  /** Returns a place with a spool and so large a budget that many messages meet a fault. */
  static Place busy(String host) {
    return new Place(
        host + "-busy",
        SmallDisk.create(DISK_KIBIBYTES),
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
    if (disk != null) {
      settings.put("spoolDirectory", spool(disk).toString());
    }
    return settings;
  }

  /** Revokes the webhook and creates another, whose address the next configuration uses. */
  void rotate() {
    rotations++;
  }

  /** Fills the spool's disk; returns false if that is impossible. */
  boolean fillDisk() {
    if (disk == null || !disk.isSmall()) {
      return false;
    }
    disk.fill();
    return true;
  }

  /** Frees the spool's disk, and deletes the files that were set aside meanwhile. */
  void freeDisk() {
    if (disk != null) {
      disk.free();
      new SpoolDir(spool(disk)).setAside().forEach(Place::delete);
    }
  }

  /** Returns the files left in the spool, by name; empty without a spool. */
  List<Path> leftInSpool() {
    List<Path> left = new ArrayList<>();
    if (disk != null) {
      SpoolDir files = new SpoolDir(spool(disk));
      left.addAll(files.entries());
      left.addAll(files.messages());
    }
    return left;
  }

  boolean hasSpool() {
    return disk != null;
  }

  @Override
  public void close() {
    link.close();
    space.close();
    if (disk != null) {
      disk.close();
    }
  }

  private static Path spool(SmallDisk disk) {
    return disk.path().resolve("spool");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String address() {
    return space
        .webhookUrl(TOKENS[rotations % TOKENS.length])
        .replace(":" + space.port() + "/", ":" + link.port() + "/");
  }
}
