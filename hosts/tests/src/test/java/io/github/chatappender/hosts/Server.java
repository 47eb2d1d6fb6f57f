/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A program in a process of its own, whose output is read as it is printed. Thread-safe. */
final class Server implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> reading;

  private Server(Process process) {
    this.process = process;
    this.reading = CompletableFuture.runAsync(this::read);
  }

  /** Starts a Java program with the space's address in its environment. */
  static Server java(Path directory, ChatSpace space, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // starts sooner
    command.add("-Dstdout.encoding=UTF-8");
    command.addAll(List.of(arguments));
    return start(directory, space, command);
  }

  static Server start(Path directory, ChatSpace space, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new Server(builder.start());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line + '\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String output() {
    return String.join("", output);
  }

  /** Waits for a text in the process's output. */
  void awaitOutput(String text) {
    Awaitility.await().atMost(LIMIT).until(() -> output().contains(text) || !process.isAlive());
    assertThat(output()).contains(text);
  }

  /** Returns the lines in which the appender or its host speaks of it. */
  List<String> linesOfTheAppender() {
    return output()
        .lines()
        .filter(line -> line.contains("GoogleChat") || line.contains("chatappender"))
        .collect(Collectors.toList());
  }

  /** Writes a byte to the process's standard input. */
  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Waits for the process to end by itself, and returns its exit code. */
  int awaitEnd() throws Exception {
    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(ended).as(output()).isTrue();
    reading.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    return process.exitValue();
  }

  /** Asks the process to end, as {@code kill} does, and kills it if it does not. */
  @Override
  public void close() {
    process.toHandle().destroy(); // leaves the output open
    try {
      boolean ended = process.waitFor(30, TimeUnit.SECONDS);
      process.destroyForcibly();
      reading.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
      assertThat(ended).as(output()).isTrue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
