/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.examples.space.ChatSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the application as its users do: in a JVM of its own, configured by the environment. */
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
  void theApplicationStartsThoughTheWebhookIsBad(String webhook) throws Exception {
    String output = run(webhook);

    assertThat(output)
        .contains("Started CheckoutApp", "Checkout failed", "webhookUrl must ")
        .doesNotContain("MARKER");
  }

  @Test
  void theApplicationStartsWithoutAWebhook() throws Exception {
    String output = run(null);

    assertThat(output).contains("Started CheckoutApp", "Checkout failed");
    assertThat(output).doesNotContainIgnoringCase("chatappender");
  }

  private String run(@Nullable String webhook) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CheckoutApp.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("GOOGLE_CHAT_WEBHOOK_URL");
    if (webhook != null) {
      builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", webhook);
    }
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
