/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one of the applications as a process, with its console in a file. */
final class Shop implements AutoCloseable {
  private static final long GRACE_SECONDS = 10;

  private final String name;
  private final String mainClass;
  private final Path target;
  private final Path console;
  private @Nullable Process process;

  Shop(String name, String mainClass, Path target, Path consoles) {
    this.name = name;
    this.mainClass = mainClass;
    this.target = target;
    this.console = consoles.resolve(name + ".log");
  }

  void start(String variable, String address, Duration time) throws IOException {
    Files.createDirectories(console.toAbsolutePath().getParent());
    String classPath =
        target.resolve("classes") + File.pathSeparator + target.resolve("dependency") + "/*";
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1", // starts sooner
            "-Dfile.encoding=UTF-8",
            "-DAPPLICATION_NAME=" + name,
            "-cp",
            classPath,
            mainClass,
            String.valueOf(time.toSeconds()));
    builder.environment().put(variable, address);
    builder.redirectErrorStream(true).redirectOutput(console.toFile());
    process = builder.start();
  }

  /** Waits for the process to end by itself; returns whether it has. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return started().waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Returns a line about the process that has ended.
   *
   * @throws IllegalStateException if it failed or is still running
   */
  String result() throws IOException {
    Process ended = started();
    if (ended.isAlive()) {
      throw new IllegalStateException(name + " did not end, see " + console);
    }
    if (ended.exitValue() != 0) {
      throw new IllegalStateException(
          name + " ended with " + ended.exitValue() + ", see " + console);
    }
    List<String> lines = Files.readAllLines(console);
    String last =
        lines.stream()
            .filter(line -> line.startsWith(name + ": "))
            .findFirst()
            .orElse(name + ": ?");
    return last + " (" + lines.size() + " lines on its console, " + console.getFileName() + ")";
  }

  /** Asks the process to end, and waits while it posts its last messages. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      boolean unused = process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  /** Ends the process at once if it is still running. */
  void kill() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Process started() {
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return process;
  }
}
