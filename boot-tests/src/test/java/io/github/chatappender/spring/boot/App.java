/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application in its own JVM. */
final class App implements AutoCloseable {

  /** A shutdown timeout for a machine that is busy with other tests. */
  static final String PATIENCE = "30 s";

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Process process;
  private final Path output;

  private App(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Builds an application's command. Not thread-safe. */
  static final class Start {

    private final Line line;
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private List<String> speed =
        // C1 alone starts sooner
        List.of("-XX:TieredStopAtLevel=1", "-Xmx160m", "-XX:+UseSerialGC");
    private String mainClass = "com.acme.orders.OrdersApplication";
    private String moreClasses = "";

    Start(Line line) {
      this.line = line;
    }

    Start mainClass(String name) {
      mainClass = name;
      return this;
    }

    Start option(String option) {
      options.add(option);
      return this;
    }

    Start argument(String argument) {
      arguments.add(argument);
      return this;
    }

    Start variable(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Leaves out the options that make a test's JVM start sooner. */
    Start asUsersDo() {
      speed = List.of();
      return this;
    }

    /** Puts a folder before the application's own class path. */
    Start folder(Path folder) {
      moreClasses += folder + System.getProperty("path.separator");
      return this;
    }

    /** Puts the starter's jar a second time on the class path, from another place. */
    Start starterTwice(Path folder) throws IOException {
      Path copy = folder.resolve("copy.jar");
      Files.copy(line.starter(), copy);
      return folder(copy);
    }

    /** Sets the address, and more time for the last posts than the 3 s of the default. */
    Start webhook(String address) {
      return variable("GOOGLE_CHAT_WEBHOOK_URL", address)
          .variable("GOOGLE_CHAT_SHUTDOWN_TIMEOUT", PATIENCE);
    }

    App start() throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(speed);
      command.add("-Dfile.encoding=UTF-8");
      command.addAll(options);
      command.addAll(List.of("-cp", moreClasses + line.classPath(), mainClass));
      command.addAll(arguments);
      Path output = Files.createTempFile("app", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().remove("GOOGLE_CHAT_WEBHOOK_URL");
      builder.environment().putAll(environment);
      return new App(builder.start(), output);
    }

    /** Runs the application to its end. */
    String run() throws IOException, InterruptedException {
      try (App app = start()) {
        return app.awaitEnd();
      }
    }
  }

  /** Waits until the application is ready and returns its address. */
  String awaitReady() throws InterruptedException {
    return "http://127.0.0.1:" + await("READY ON (\\w+)").group(1);
  }

  /** Waits until the application has printed what matches an expression. */
  Matcher await(String expression) throws InterruptedException {
    Pattern pattern = Pattern.compile(expression);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (process.isAlive() && deadline - System.nanoTime() > 0) {
      Matcher matcher = pattern.matcher(output());
      if (matcher.find()) {
        return matcher;
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("the application has not printed " + expression + ":\n" + output());
  }

  /** Waits for the end and returns the output. */
  String awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the application does not end:\n" + output());
    }
    return output();
  }

  /** Ends the application as {@code kill} does and returns the output. */
  String end() throws InterruptedException {
    process.toHandle().destroy();
    return awaitEnd();
  }

  /** Returns the CPU time of the process so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  int exitCode() {
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)));
  }

  static HttpResponse<String> post(String address) throws IOException, InterruptedException {
    return post(address, "{}");
  }

  static HttpResponse<String> post(String address, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  static HttpResponse<String> delete(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).DELETE());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            request.timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
