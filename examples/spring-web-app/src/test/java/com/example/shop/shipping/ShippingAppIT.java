/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
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

  private static final Pattern ERROR =
      Pattern.compile("(?m)^(\\S+) ERROR .*? : (Unexpected error|Servlet\\.service).*");

  /** Usually 1.5 s; a new JVM on a busy machine takes longer, an update would take a minute. */
  private static final Duration IN_TIME = Duration.ofSeconds(10);

  private static List<ChatMessage> messages = List.of();
  private static String shown = "";
  private static String console = "";

  @BeforeAll
  static void failFourTimes() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        RunningApp app =
            RunningApp.start(
                space.webhookUrl(),
                List.of("-jar", RunningApp.jar().toString(), "--server.port=0"))) {
      String address = app.awaitAddress();
      space.awaitMessages(2, Duration.ofSeconds(30));
      assertThat(get(address + "/orders/8123/label")).isEqualTo(500);
      assertThat(get(address + "/orders/8123/parcel")).isEqualTo(500);
      space.awaitMessages(4, Duration.ofSeconds(30));
      console = app.end();
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
                  RunningApp.jar().toString(),
                  "-Dloader.main=io.github.chatappender.core.Check",
                  RunningApp.LAUNCHERS + "PropertiesLauncher")
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

  static int get(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
