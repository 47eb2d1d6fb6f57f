/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.io.BufferedReader;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

  /** Each setting with a value that works; those below are not of this test. */
  private static final String SETTINGS =
      String.join(
          "\n      ",
          "webhookUrl: env:GOOGLE_CHAT_WEBHOOK_URL",
          "required: true",
          "allowedHosts: [chat.googleapis.com, 127.0.0.1]",
          "connectTimeout: 5 s",
          "requestTimeout: PT10S",
          "enabled: true",
          "dryRun: false",
          "level: WARN",
          "excludeLoggers:",
          "  - com.acme.noise",
          "  - com.acme.imports",
          "excludeExceptions: com.acme.NoiseException, com.acme.OtherException",
          "application: stock",
          "environment: staging",
          "instance: node-1",
          "version: 1.2.3",
          "groupBy: fingerprint",
          "threadBy: fingerprint",
          "threadRotation: never",
          "replyOption: fallback",
          "appPackages: com.example.shop",
          "fingerprintKey: fp",
          "firstWait: 500 ms",
          "updateInterval: 60 s",
          "updateMax: 30 min",
          "quietAfter: 15 min",
          "quietNotice: never",
          "digestAt: 4",
          "messagesPerMinute: 15",
          "burst: 5",
          "format: text",
          "markup: auto",
          "stackLines: 12",
          "messageChars: 500",
          "mdcKeys: [tenant]",
          "link:",
          "  - label: Logs",
          "    url: https://logs.example/?q={application}",
          "timeZone: Europe/Berlin",
          "mention: all",
          "mentionLevel: ERROR",
          "mentionInterval: 1 h",
          "redact: [\"item-\\\\d+\"]",
          "redactDefaults: true",
          "queueCapacity: 1024",
          "maxIncidents: 1000",
          "maxAttempts: 5",
          "retryDelay: 2 s",
          "retryMax: 60 s",
          "shutdownTimeout: 3 s",
          "shutdownHook: true",
          "criticalMarker: CRITICAL",
          "criticalLevel: OFF",
          "spoolDirectory: SPOOL",
          "spoolSync: false");

  private static final List<Setting> NOT_TOGETHER =
      List.of(Setting.WEBHOOK_URL_FILE, Setting.PROXY);

  @TempDir private Path folder;

  private String console = "";

  /** Runs the documented lines, with a wrong name and a wrong value added. */
  @Test
  void requestThatThrows_isPosted_andBadSettingsAreOneLineEach() throws Exception {
    String documented =
        Files.readString(root().resolve("docs").resolve("hosts.md"))
            .replaceFirst("(?s).*?## Dropwizard\n.*?```yaml\n", "")
            .replaceFirst("(?s)```.*", "");
    assertThat(documented).contains("- type: google-chat");
    try (ChatSpace space = ChatSpace.start()) {
      Instant failed = run(documented + "      levle: WARN\n      stackLines: 101\n", space);

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
      System.out.println(
          "Dropwizard "
              + io.dropwizard.core.Application.class.getPackage().getImplementationVersion()
              + ", error to post: "
              + Duration.between(failed, message.time()).toMillis()
              + " ms\n"
              + console
              + message.text());
    }
  }

  @Test
  void everySetting_isRead() throws Exception {
    assertThat(
            Arrays.stream(Setting.values())
                .filter(setting -> !SETTINGS.contains(setting.key() + ":")))
        .containsExactlyElementsOf(NOT_TOGETHER);
    String yaml =
        "logging:\n  appenders:\n    - type: console\n    - type: google-chat\n      "
            + SETTINGS.replace("SPOOL", folder.resolve("spool").toString())
            + "\n";
    try (ChatSpace space = ChatSpace.start()) {
      run(yaml, space);

      assertThat(console.lines().filter(line -> line.contains("GoogleChat"))).isEmpty();
      assertThat(space.messages())
          .extracting(ChatMessage::text)
          .allSatisfy(
              text ->
                  assertThat(text)
                      .contains("stock", "staging", "node-1", "1.2.3", "https://logs.example")
                      .doesNotContain("item-8123"))
          .anySatisfy(text -> assertThat(text).contains("<users/all>"));
    }
  }

  /** Runs the application until the failure of a request is posted; returns when it was made. */
  private Instant run(String logging, ChatSpace space) throws Exception {
    String connectors =
        """
        server:
          applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
          adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
        """;
    Path file = Files.writeString(folder.resolve("inventory.yml"), connectors + logging);
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
    Process process = builder.start();
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
