/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.space.ChatMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the figures of a course to a file and the console. Not thread-safe. */
final class Report implements AutoCloseable {

  private static final Path DIRECTORY = Path.of("target");

  private static final long MEBI = 1 << 20;

  private final Path file;
  private final List<String> lines = new ArrayList<>();
  private long highestHeap;

  Report(String name) {
    file = DIRECTORY.resolve(name);
  }

  void say(String line) {
    lines.add(line);
  }

  /** Records how much of the heap is used, garbage included. */
  void lookAtHeap() {
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    highestHeap = Math.max(highestHeap, used);
  }

  /** Writes a space's messages to a file, to explain surprising figures. */
  void keep(String name, List<ChatMessage> messages) {
    List<String> texts = new ArrayList<>();
    for (ChatMessage message : messages) {
      texts.add("--- " + message.time() + " " + message.threadKey());
      texts.add(message.text());
    }
    try {
      Files.write(DIRECTORY.resolve(name + ".txt"), texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long highestHeapMebibytes() {
    return highestHeap / MEBI;
  }

  @Override
  public void close() throws IOException {
    Files.write(file, lines);
    lines.forEach(System.out::println);
  }
}
