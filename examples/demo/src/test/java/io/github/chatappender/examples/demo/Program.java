/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs in an empty folder of its own. Used by one thread. */
final class Program implements AutoCloseable {
  private final Process process;
  private final BufferedReader console;

  private Program(Process process) {
    this.process = process;
    this.console =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts the local space's executable jar. */
  static Program room(Path folder) throws IOException {
    return start(folder, "room", List.of("-jar", roomJar().toString(), "--port", "0"), "");
  }

  /** Starts one of the shops. */
  static Program shop(
      Path folder, String app, String mainClass, int seconds, String webhook, String... options)
      throws IOException {
    Path target = Path.of("..", app, "target").toAbsolutePath();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("-Xmx128m");
    arguments.add("-cp");
    arguments.add(
        target.resolve("classes") + File.pathSeparator + target.resolve("dependency") + "/*");
    arguments.add(mainClass);
    arguments.add(String.valueOf(seconds));
    return start(folder, app, arguments, webhook);
  }

  private static Program start(Path folder, String name, List<String> arguments, String webhook)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // starts sooner
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Files.createTempDirectory(folder, name).toFile())
            .redirectErrorStream(true);
    builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", webhook);
    return new Program(builder.start());
  }

  /** Returns the next line of its console. */
  String line() throws IOException {
    String line = console.readLine();
    if (line == null) {
      throw new AssertionError("the program has ended");
    }
    return line;
  }

  /** Reads the rest of its console, so that it is never kept waiting. */
  void drain() {
    Thread drain = new Thread(() -> console.lines().forEach(line -> {}), "console");
    drain.setDaemon(true);
    drain.start();
  }

  /** Waits until the program has ended by itself. */
  void awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Path roomJar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "..", "chat-space", "target"))) {
      return files
          .filter(file -> file.toString().endsWith("-all.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("chat-space is not built"))
          .toAbsolutePath();
    }
  }
}
