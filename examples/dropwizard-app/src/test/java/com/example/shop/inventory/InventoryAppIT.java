/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the application as deployed: a JVM, a YAML file, and the address in the environment. */
class InventoryAppIT {

  private static final Pattern PORT =
      Pattern.compile("Started application@.*\\{(?:0\\.0\\.0\\.0|127\\.0\\.0\\.1):(\\d+)}");

  /** An error of Dropwizard's own layout, and when it was logged. */
  private static final Pattern ERROR = Pattern.compile("(?m)^ERROR +\\[(\\S+) (\\S+),(\\d+)\\]");

  /** Settings in each form that YAML has for them. */
  private static final String SETTINGS =
      """
      logging:
        appenders:
          - type: console
          - type: google-chat
            application: stock
            environment: staging
            instance: node-1
            version: 1.2.3
            firstWait: 500 ms
            stackLines: 12
            redactDefaults: true
            criticalLevel: OFF
            mention: all
            mentionLevel: ERROR
            appPackages: com.example.shop
            mdcKeys: [tenant]
            excludeLoggers:
              - com.acme.noise
              - com.acme.imports
            redact: ["item-\\\\d+"]
            link:
              - label: Logs
                url: https://logs.example/?q={application}
            owner:
              packages: [com.example.shop]
              label: Stock team
            spoolDirectory: SPOOL
      """;

  @TempDir private Path folder;

  private String console = "";

  /** Runs the documented lines, with a wrong name and a wrong value added. */
  @Test
  void requestThatThrows_isPosted_andBadSettingsAreOneLineEach() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Instant failed = run(documented() + "      levle: WARN\n      stackLines: 101\n", space);

      ChatMessage message = space.messages().get(0);
      assertThat(message.text())
          .startsWith(
              "🔴 *ERROR* inventory · prod — *IllegalStateException* in `StockResource.count`:"
                  + " warehouse does not answer for item-8123\n");
      assertThat(console.lines().filter(line -> line.contains("GoogleChat")))
          .containsExactlyInAnyOrder(
              "GoogleChat appender google-chat: levle is not a setting; ignored",
              "GoogleChat appender google-chat: stackLines must be a whole number from 0 to 100:"
                  + " 101; using 12");
      print(failed, message);
    }
  }

  @Test
  void settingsOfEachForm_areRead() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      run(SETTINGS.replace("SPOOL", folder.resolve("spool").toString()), space);

      assertThat(console.lines().filter(line -> line.contains("GoogleChat"))).isEmpty();
      assertThat(space.messages())
          .extracting(ChatMessage::text)
          .allSatisfy(
              text ->
                  assertThat(text)
                      .contains("stock", "staging", "node-1", "1.2.3", "Stock team")
                      .contains("https://logs.example/?q=stock")
                      .doesNotContain("item-8123"))
          .anySatisfy(text -> assertThat(text).contains("<users/all>"));
    }
  }

  /** Dropwizard logs it and ends. */
  @Test
  void portInUse_isPostedBeforeTheApplicationEnds() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      runToTheEnd(connectors(taken.getLocalPort()) + documented(), space);

      ChatMessage message = space.messages().get(0);
      assertThat(message.text())
          .startsWith(
              "🔴 *ERROR* inventory · prod — *BindException* in `ServerCommand.run`: Address"
                  + " already in use\n");
      assertThat(console.lines().filter(line -> line.contains("GoogleChat"))).isEmpty();
      Matcher error = ERROR.matcher(console);
      assertThat(error.find()).as(console).isTrue();
      Instant failed =
          Instant.parse(error.group(1) + "T" + error.group(2) + "." + error.group(3) + "Z");
      print(failed, message);
    }
  }

  /** Dropwizard has no logging yet; it prints the fault and ends. */
  @Test
  void fileThatDropwizardCannotRead_isPrintedAndNotPosted() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      runToTheEnd("server: {maxThreads: many}\n" + documented(), space);

      assertThat(console).contains("maxThreads").doesNotContain("GoogleChat");
      assertThat(space.arrivals()).isEmpty();
    }
  }

  /** Runs the application until the failure of a request is posted; returns when it was made. */
  private Instant run(String logging, ChatSpace space) throws Exception {
    Process process = start(connectors(0) + logging, space);
    try {
      CompletableFuture<String> port = new CompletableFuture<>();
      CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> read(process, port));
      String address = "http://127.0.0.1:" + port.get(120, TimeUnit.SECONDS);
      Instant failed = Instant.now();
      assertThat(get(address + "/stock/item-8123")).isEqualTo(500);
      assertThat(space.awaitMessages(1, Duration.ofSeconds(30))).isTrue();
      process.toHandle().destroy(); // leaves the output open
      console = printed.get(60, TimeUnit.SECONDS);
      return failed;
    } finally {
      process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
  }

  /** Runs an application that cannot start. */
  private void runToTheEnd(String yaml, ChatSpace space) throws Exception {
    Process process = start(yaml, space);
    try {
      console =
          CompletableFuture.supplyAsync(() -> read(process, new CompletableFuture<>()))
              .get(120, TimeUnit.SECONDS);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(console).isTrue();
      assertThat(process.exitValue()).as(console).isEqualTo(1);
    } finally {
      process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
  }

  private Process start(String yaml, ChatSpace space) throws IOException {
    Path file = Files.writeString(folder.resolve("inventory.yml"), yaml);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                InventoryApp.class.getName(),
                "server",
                file.toString())
            .redirectErrorStream(true);
    builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl());
    return builder.start();
  }

  private static String connectors(int port) {
    return "server:\n"
        + "  applicationConnectors: [{type: http, port: "
        + port
        + ", bindHost: 127.0.0.1}]\n"
        + "  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]\n";
  }

  private static String documented() throws IOException {
    String documented =
        Files.readString(root().resolve("docs").resolve("hosts.md"))
            .replaceFirst("(?s).*?## Dropwizard\n.*?```yaml\n", "")
            .replaceFirst("(?s)```.*", "");
    assertThat(documented).contains("- type: google-chat");
    return documented;
  }

  private void print(Instant failed, ChatMessage message) {
    System.out.println(
        "Dropwizard "
            + io.dropwizard.core.Application.class.getPackage().getImplementationVersion()
            + ", error to post: "
            + Duration.between(failed, message.time()).toMillis()
            + " ms\n"
            + console
            + message.text());
  }

  /** Reads to the end without a pause: an application whose output is not read blocks. */
  private static String read(Process process, CompletableFuture<String> port) {
    StringBuilder printed = new StringBuilder();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
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

  private static int get(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static Path root() {
    return Path.of("..", "..");
  }
}
