/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The application's jar in its own process, as deployed. */
final class RunningApp implements AutoCloseable {

  static final String LAUNCHERS = "org.springframework.boot.loader.launch.";

  /** Runs tasks that wait; the common pool has too few threads for them. */
  static final Executor THREADS = task -> new Thread(task, "application").start();

  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  private final Process process;
  private final CompletableFuture<String> port = new CompletableFuture<>();
  private final CompletableFuture<String> output;

  private RunningApp(Process process) {
    this.process = process;
    this.output = CompletableFuture.supplyAsync(this::read, THREADS);
  }

  /** Starts java with these arguments, and nothing in its environment that names a build. */
  static RunningApp start(String webhook, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // starts sooner
    command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    List.of(
            "OTEL_RESOURCE_ATTRIBUTES",
            "GIT_COMMIT",
            "SOURCE_COMMIT",
            "SOURCE_VERSION",
            "GITHUB_SHA",
            "SPRING_PROFILES_ACTIVE")
        .forEach(builder.environment()::remove);
    builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", webhook);
    builder.environment().put("HOSTNAME", "shipping-7c9f");
    return new RunningApp(builder.start());
  }

  static Path jar() throws IOException {
    try (Stream<Path> target = Files.list(Path.of(System.getProperty("build.directory")))) {
      return target
          .filter(file -> file.getFileName().toString().matches("spring-web-app-.*\\.jar"))
          .filter(file -> !file.getFileName().toString().endsWith("-sources.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Waits until the application accepts requests. */
  String awaitAddress() throws Exception {
    return "http://127.0.0.1:" + port.get(120, TimeUnit.SECONDS);
  }

  /** Waits until the application has ended by itself, and returns its exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor(120, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  /** Ends the application as a container does, if it still runs, and returns its whole output. */
  String end() throws Exception {
    process.toHandle().destroy(); // leaves the output open
    return output.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Reads without a pause, because an application blocks when its output is not read. */
  private String read() {
    StringBuilder printed = new StringBuilder();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed.append(line).append('\n');
        Matcher started = PORT.matcher(line);
        if (started.find()) {
          port.complete(started.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      port.completeExceptionally(new AssertionError("the application ended:\n" + printed));
    }
    return printed.toString();
  }
}
