/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application's jar in its own process, as deployed. */
final class RunningApp implements AutoCloseable {

  static final String LAUNCHERS = "org.springframework.boot.loader.launch.";

  private final Process process;
  private final Path output;

  private RunningApp(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts java with these arguments, and nothing in its environment that names a build. */
  static RunningApp start(String webhook, Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
    command.addAll(arguments);
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
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
    return new RunningApp(builder.start(), output);
  }

  static Path jar() throws IOException {
    try (Stream<Path> target = Files.list(Path.of(System.getProperty("build.directory")))) {
      return target
          .filter(file -> file.getFileName().toString().matches("spring-web-app-.*\\.jar"))
          .filter(file -> !file.getFileName().toString().endsWith("-sources.jar"))
          .collect(Collectors.collectingAndThen(Collectors.toList(), files -> files.get(0)));
    }
  }

  /** Waits until the application has ended by itself. */
  int exitCode() throws InterruptedException {
    return process.waitFor(120, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  String printed() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
  }
}
