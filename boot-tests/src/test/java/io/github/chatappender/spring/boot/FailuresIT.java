/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets a stock application fail in every place where Spring Boot itself reports a failure. The
 * application has the starter and the variable, nothing else.
 */
class FailuresIT {

  private static final Duration IN_TIME = Duration.ofSeconds(30);

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#onBothHosts")
  void runningApplication_postsEachFailureOnce(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        App app =
            new App.Start(line)
                .webhook(space.webhookUrl())
                .argument("--server.port=0")
                .argument("--orders.job=true")
                .start()) {
      String address = app.awaitReady();
      // one after the other: posts are 1.1 s apart
      assertThat(space.awaitMessages(1, IN_TIME)).as(app.output()).isTrue();
      assertThat(App.get(address + "/orders/8123?customer=4711").statusCode()).isEqualTo(500);
      assertThat(space.awaitMessages(2, IN_TIME)).as(app.output()).isTrue();
      assertThat(App.get(address + "/orders/8123/mail").statusCode()).isEqualTo(200);
      assertThat(space.awaitMessages(3, IN_TIME)).as(app.output()).isTrue();
      String output = app.end();

      print(line + ": controller, job, asynchronous method", space, output);
      assertThat(firstLines(space))
          .as(output)
          .hasSize(3)
          .allMatch(text -> text.startsWith("🔴 *ERROR* orders-api — *IllegalStateException* in "))
          .anyMatch(text -> text.endsWith("`OrderController.order`: no warehouse has order 8123"))
          .anyMatch(text -> text.endsWith("`Mailer.confirm`: mail server refused order 8123"))
          .anyMatch(text -> text.endsWith("`NightlyJob.run`: ledger is locked"));
      assertThat(output).doesNotContain("GoogleChat");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#onBothHosts")
  void failedStart_isPostedOnceBeforeTheExit(Line line) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "--server.port=" + taken.getLocalPort();

      assertThat(failedStart(line, "--server.port=0", "--orders.broken-bean=true"))
          .contains("*IllegalStateException*", "price list is empty");
      assertThat(failedStart(line, "--server.port=0", "--orders.missing-property=true"))
          .contains("warehouse.address");
      assertThat(failedStart(line, port, "--server.address=127.0.0.1"))
          .contains("Port " + taken.getLocalPort());
    }
  }

  /** Returns line 1 of the only message. */
  private static String failedStart(Line line, String... arguments) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      App.Start start = new App.Start(line).webhook(space.webhookUrl());
      List.of(arguments).forEach(start::argument);
      String output;
      try (App app = start.start()) {
        output = app.awaitEnd();
        assertThat(app.exitCode()).as(output).isEqualTo(1);
      }
      print(line + ": " + String.join(" ", arguments), space, output);
      assertThat(firstLines(space)).as(output + space.show()).hasSize(1);
      return firstLines(space).get(0);
    }
  }

  private static List<String> firstLines(ChatSpace space) {
    return space.messages().stream()
        .map(ChatMessage::text)
        .map(text -> text.lines().findFirst().orElse(""))
        .collect(Collectors.toList());
  }

  /** Prints when errors were logged and posted, for people. */
  private static synchronized void print(String title, ChatSpace space, String output) {
    System.out.println(title);
    output
        .lines()
        .filter(text -> text.contains(" ERROR "))
        .forEach(text -> System.out.println("  logged " + text.substring(11, 23)));
    space
        .messages()
        .forEach(
            message ->
                System.out.println(
                    "  posted "
                        + message.time().toString().substring(11, 23)
                        + " "
                        + message.text().lines().findFirst().orElse("")));
  }
}
