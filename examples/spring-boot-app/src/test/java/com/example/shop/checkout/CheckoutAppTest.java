/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the application as its users do: in its own JVM, configured by the environment. */
class CheckoutAppTest {

  @TempDir private Path folder;

  @Test
  void anErrorOfTheApplicationReachesTheSpace() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      String output = run(space.webhookUrl());

      assertThat(output).contains("Checkout failed");
      assertThat(space.messages()).as(output).hasSize(1);
      assertThat(space.messages().get(0).text())
          .contains("*IllegalStateException* in `CheckoutApp.pay`")
          .contains("payment provider is not reachable");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://chat.googleapis.com/v1/spaces/A/messages?key=MARKER-KEY&token=MARKER-TOKEN",
        "https://evil.example/v1/spaces/A/messages?key=MARKER-KEY&token=MARKER-TOKEN",
        "https://chat.googleapis.com/v1/spaces/A/messages?token=MARKER-TOKEN",
        "MARKER-TOKEN and other garbage"
      })
  void badWebhook_doesNotKeepTheApplicationFromStarting(String webhook) throws Exception {
    String output = run(webhook);

    assertThat(output)
        .contains("Started CheckoutApp", "Checkout failed", "GOOGLE_CHAT_WEBHOOK_URL must ")
        .doesNotContain("MARKER");
  }

  static Stream<String> talkativeConfigurations() throws IOException {
    String documents = Files.readString(Path.of("..", "..", "docs", "hosts.md"));
    Matcher blocks = Pattern.compile("(?s)```xml\\n(.*?)```").matcher(documents);
    List<String> documented = new ArrayList<>();
    while (blocks.find()) {
      String block = blocks.group(1);
      if (block.contains("/logback/defaults.xml") || block.contains("SqlExceptionHelper")) {
        documented.add(whole(block));
      }
    }
    assertThat(documented).hasSize(2);
    return documented.stream()
        .map(CheckoutAppTest::patient)
        .flatMap(
            xml ->
                Stream.of(
                    xml.replace("<configuration>", "<configuration debug=\"true\">"),
                    xml.replace("<configuration>", "<configuration><levle>WARN</levle>")));
  }

  /** The application ends at once, and on a busy machine the first post may take seconds. */
  private static String patient(String xml) {
    String appender =
        "<appender name=\"CHAT\" class=\"io.github.chatappender.logback.GoogleChatAppender\"";
    return xml.replace(appender + "/>", appender + "></appender>")
        .replace(appender + ">", appender + "><shutdownTimeout>30 s</shutdownTimeout>");
  }

  private static String whole(String xml) {
    if (xml.contains("<configuration>")) {
      return xml;
    }
    String boot = "org/springframework/boot/logging/logback/";
    String root =
        xml.contains("<root") ? "" : "<root level=\"INFO\"><appender-ref ref=\"CHAT\"/></root>";
    return "<configuration><include resource=\""
        + boot
        + "defaults.xml\"/><include resource=\""
        + boot
        + "console-appender.xml\"/>"
        + xml
        + root
        + "</configuration>";
  }

  /** The host prints substituted values when configured to, or after a warning. */
  @ParameterizedTest(name = "{index}")
  @MethodSource("talkativeConfigurations")
  void address_isPrintedNowhere_evenInTheHostsDebugOutput(String xml) throws Exception {
    Path file = Files.writeString(folder.resolve("logback-spring.xml"), xml);
    try (ChatSpace space = ChatSpace.builder().token("MARKER-TOKEN").start()) {
      String output = run(space.webhookUrl(), "-Dlogging.config=" + file.toUri());

      assertThat(output.contains("MARKER-TOKEN")).as("the token was printed").isFalse();
      assertThat(space.messages()).hasSize(1);
    }
  }

  @Test
  void missingWebhook_doesNotKeepTheApplicationFromStarting() throws Exception {
    String output = run(null);

    assertThat(output)
        .contains("Started CheckoutApp", "Checkout failed")
        .containsOnlyOnce(
            "Errors are not posted to Google Chat: GOOGLE_CHAT_WEBHOOK_URL is not set");
  }

  private String run(@Nullable String webhook, String... options) throws Exception {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // starts sooner
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), CheckoutApp.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().remove("GOOGLE_CHAT_WEBHOOK_URL");
    if (webhook != null) {
      builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", webhook);
      builder.environment().put("PAYMENTS_CHAT_URL", webhook);
    }
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
