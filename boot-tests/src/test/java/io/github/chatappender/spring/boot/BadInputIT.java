/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application starts as it would without the starter, and there is one line about the rest. */
class BadInputIT {

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void missingWebhook_isOneLineOfTheApplicationsLog(Line line) throws Exception {
    String output = small(line).run();

    assertThat(output).contains("shelf is empty", "ENDED");
    assertThat(ours(output))
        .singleElement()
        .asString()
        .contains("INFO")
        .endsWith("Errors are not posted to Google Chat: GOOGLE_CHAT_WEBHOOK_URL is not set");
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void wrongWebhook_isOneLineWithoutTheSecret(Line line) throws Exception {
    String output = small(line).webhook("https://evil.example/v1?key=MARKER&token=MARKER").run();

    assertThat(output).contains("shelf is empty", "ENDED").doesNotContain("MARKER");
    assertThat(ours(output))
        .singleElement()
        .asString()
        .startsWith("idle: ")
        .contains("GOOGLE_CHAT_WEBHOOK_URL must ");
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void webhookThatIsDown_isOneLineAtTheExit(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      space.answerWith(Misbehavior.status(503));
      String output = small(line).webhook(space.webhookUrl()).run();

      assertThat(output).contains("shelf is empty", "ENDED");
      // Spring Boot 3.5 and later shows Logback's warnings too
      assertThat(ours(output))
          .filteredOn(text -> text.startsWith("2 events were not posted"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void unknownNamesAndBadValues_areOneLineEach(Line line) throws Exception {
    Files.writeString(
        folder.resolve("application.yml"),
        String.join(
            "\n",
            "google-chat:",
            "  levle: WARN",
            "  burst: many",
            "  stack-lines: 12",
            "  critical-level: off",
            "  exclude-loggers: [com.acme.stock]",
            "  rooms:",
            "    payments:",
            "      loggers: com.acme.payments"));
    try (ChatSpace space = ChatSpace.start()) {
      String output = small(line).folder(folder).webhook(space.webhookUrl()).run();

      assertThat(output).contains("ENDED");
      assertThat(ours(output))
          .containsExactlyInAnyOrder(
              "GoogleChat starter: google-chat.levle is not a setting; did you mean"
                  + " google-chat.level?",
              "GoogleChat starter: google-chat.rooms.payments has no webhook-url; the room is"
                  + " ignored",
              "burst must be a whole number from 1 to 60: many; using 5");
      assertThat(space.messages()).hasSize(1);
      assertThat(space.messages().get(0).text()).contains("ledger does not balance");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void propertyWithALineBreak_staysOneLine(Line line) throws Exception {
    Files.writeString(
        folder.resolve("application.yml"),
        "google-chat:\n  application: |\n    orders\n    and more\n  burst: |\n    1\n    2\n");
    try (ChatSpace space = ChatSpace.start()) {
      String output = small(line).folder(folder).webhook(space.webhookUrl()).run();

      assertThat(output).contains("ENDED");
      assertThat(ours(output)).singleElement().asString().contains("burst must be");
      assertThat(space.messages())
          .allMatch(message -> message.text().startsWith("🔴 *ERROR* orders and more — "));
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void brokenFile_failsTheStartAsWithoutUsAndIsPosted(Line line) throws Exception {
    Files.writeString(folder.resolve("application.yml"), "google-chat:\n  level: [\n");
    try (ChatSpace space = ChatSpace.start()) {
      String output = small(line).folder(folder).webhook(space.webhookUrl()).run();

      assertThat(output).contains("Application run failed").doesNotContain("ENDED", "GoogleChat");
      assertThat(space.messages()).as(output).hasSize(1);
      assertThat(space.messages().get(0).text())
          .contains("*ParserException*", "Application run failed");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void starterTwiceOnTheClassPath_postsOnce(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      String output =
          small(line)
              .starterTwice(folder)
              .argument("--google-chat.exclude-loggers=com.acme.stock")
              .webhook(space.webhookUrl())
              .run();

      assertThat(output).contains("ENDED").doesNotContain("GoogleChat");
      assertThat(space.messages()).as(space.show()).hasSize(1);
      assertThat(space.messages().get(0).text()).doesNotContain("×2");
    }
  }

  private static App.Start small(Line line) {
    return new App.Start(line)
        .mainClass("com.acme.small.OneError")
        .argument("--spring.main.web-application-type=none");
  }

  private static List<String> ours(String output) {
    return Arrays.stream(output.split("\n", -1))
        .filter(text -> text.contains("GoogleChat") || text.contains("Google Chat"))
        // each host has its own way to show a status line
        .map(text -> text.replaceFirst(".*google-chat(\\] -|:) ", ""))
        .collect(Collectors.toList());
  }
}
