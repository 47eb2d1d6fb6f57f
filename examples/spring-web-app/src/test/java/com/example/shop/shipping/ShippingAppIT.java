/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the application's jar as deployed. Its two jobs fail at the start, then each controller
 * fails once; all four throw the same class, which Spring and Tomcat log.
 */
class ShippingAppIT {

  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Pattern ERROR =
      Pattern.compile("(?m)^(\\S+) ERROR .*? : (Unexpected error|Servlet\\.service).*");

  /** Usually 1.5 s; a new JVM on a busy machine takes longer, an update would take a minute. */
  private static final Duration IN_TIME = Duration.ofSeconds(10);

  private static List<ChatMessage> messages = List.of();
  private static String shown = "";
  private static String console = "";

  @BeforeAll
  static void failFourTimes() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Process process = start(space.webhookUrl());
      try {
        CompletableFuture<String> port = new CompletableFuture<>();
        CompletableFuture<String> printed =
            CompletableFuture.supplyAsync(() -> read(process, port));
        String address = "http://127.0.0.1:" + port.get(120, TimeUnit.SECONDS);
        space.awaitMessages(2, Duration.ofSeconds(30));
        assertThat(get(address + "/orders/8123/label")).isEqualTo(500);
        assertThat(get(address + "/orders/8123/parcel")).isEqualTo(500);
        space.awaitMessages(4, Duration.ofSeconds(30));
        process.toHandle().destroy(); // leaves the output open
        console = printed.get(60, TimeUnit.SECONDS);
      } finally {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      }
      messages = space.messages();
      shown = space.show();
    }
  }

  @AfterAll
  static void print() {
    System.out.println(console);
    System.out.println(shown);
  }

  @Test
  void fourFailuresThatSpringAndTomcatLog_areFourProblems() {
    assertThat(messages).as(shown).hasSize(4);
    assertThat(messages).extracting(ChatMessage::threadKey).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LabelController.label",
        "TrackingController.parcel",
        "PickupJob.order",
        "ReturnsJob.collect"
      })
  void lineOneNamesTheMethodThatFailed(String place) {
    assertThat(messages)
        .as(shown)
        .extracting(message -> message.text().lines().findFirst().orElse(""))
        .filteredOn(line -> line.contains(" in `" + place + "`: carrier does not answer"))
        .hasSize(1)
        .allMatch(line -> line.startsWith("🔴 *ERROR* shipping — *IllegalStateException* in "));
  }

  @Test
  void everyFailureIsPostedInTime() {
    List<Instant> logged =
        ERROR.matcher(console).results().map(error -> instant(error.group(1))).sorted().toList();

    assertThat(logged).as(console).hasSize(4);
    assertThat(messages).as(shown).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(Duration.between(logged.get(i), messages.get(i).time())).isLessThan(IN_TIME);
    }
  }

  @Test
  void checkCommandOfTheAppender_runsFromTheExecutableJar() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  jar().toString(),
                  "-Dloader.main=io.github.chatappender.core.Check",
                  "org.springframework.boot.loader.launch.PropertiesLauncher")
              .redirectErrorStream(true);
      builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl());
      Process check = builder.start();
      String printed = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(check.waitFor()).as(printed).isZero();
      assertThat(space.messages()).hasSize(3);
    }
  }

  private static Instant instant(String printed) {
    return OffsetDateTime.parse(printed).toInstant();
  }

  private static Process start(String webhook) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-Dstdout.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-jar",
                jar().toString(),
                "--server.port=0")
            .redirectErrorStream(true);
    builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", webhook);
    return builder.start();
  }

  private static Path jar() throws IOException {
    try (Stream<Path> target = Files.list(Path.of(System.getProperty("build.directory")))) {
      return target
          .filter(file -> file.getFileName().toString().matches("spring-web-app-.*\\.jar"))
          .filter(file -> !file.getFileName().toString().endsWith("-sources.jar"))
          .collect(Collectors.collectingAndThen(Collectors.toList(), files -> files.get(0)));
    }
  }

  /**
   * Reads to the end without a pause, because an application blocks when its output is not read.
   */
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
}
