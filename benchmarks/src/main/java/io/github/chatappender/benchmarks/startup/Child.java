/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A JVM with this one's class path. Its output must fit into a pipe until it is read. For one
 * thread.
 */
public final class Child implements AutoCloseable {

  private final long startedAt = System.nanoTime();
  private final String main;
  private final Process process;

  private Child(String main, Process process) {
    this.main = main;
    this.process = process;
  }

  /**
   * Starts a JVM.
   *
   * @param main its main class
   * @param options options of the JVM
   * @param arguments the arguments of the main class
   * @return the running JVM
   */
  public static Child start(Class<?> main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    try {
      return new Child(
          main.getName(), new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for the JVM's end.
   *
   * @return the lines it printed
   * @throws IllegalStateException if it failed
   */
  public List<String> lines() {
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(main + " has ended with " + code + ": " + output);
      }
      return output.lines().collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the nanoseconds since the JVM's start. */
  long age() {
    return System.nanoTime() - startedAt;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
