/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web application with its own Logback, whose appender must leave nothing behind in Tomcat. */
@Tag("slow")
@Timeout(120)
class TomcatTest {

  /** Expected warnings: losses with a space that never answers, and Tomcat on a busy machine. */
  private static final Pattern UNRELATED =
      Pattern.compile("^GoogleChat appender CHAT: |^WARNING Creation of SecureRandom ");

  /** Tomcat needs these to look for an application's leaks. */
  private static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

  @ParameterizedTest(name = "whose space answers: {0}")
  @ValueSource(booleans = {true, false})
  void applicationUndeployedThreeTimes_leavesNoWarningThreadOrLoader(
      boolean answers, @TempDir Path directory) {
    try (ChatSpace space = ChatSpace.start()) {
      if (!answers) {
        space.answerWith(Misbehavior.delay(Duration.ofMinutes(1)));
      }
      ChildJvm child =
          ChildJvm.run(
              TomcatMain.class,
              OPENED,
              space.webhookUrl(),
              directory.toString(),
              answers ? "30 s" : "500 ms",
              "false");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(child.output().lines().filter(line -> !UNRELATED.matcher(line).find()))
          .containsExactlyElementsOf(
              threeTimes(
                  "deployed, context class loader of our threads: the application's",
                  "undeployed, 0 threads left",
                  "class loader collected"));
      if (answers) {
        assertThat(space.messages()).hasSize(6);
      }
    }
  }

  /** The threads go on: they belong to the container. */
  @Test
  void anApplicationThatLogsThroughTheContainersLogback_leavesNoWarningOrLoader(
      @TempDir Path directory) throws IOException {
    try (ChatSpace space = ChatSpace.start()) {
      Path file =
          Files.writeString(
              directory.resolve("logback.xml"),
              "<configuration>"
                  + Host.appender(
                      Host.webhook(space.webhookUrl())
                          + "<firstWait>0</firstWait><shutdownTimeout>30 s</shutdownTimeout>")
                  + "<root level=\"WARN\"><appender-ref ref=\"CHAT\"/></root></configuration>");
      List<String> options = new ArrayList<>(OPENED);
      options.add("-Dlogback.configurationFile=" + file);

      ChildJvm child =
          ChildJvm.run(
              TomcatMain.class, options, space.webhookUrl(), directory.toString(), "30 s", "true");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(child.output().lines().filter(line -> !UNRELATED.matcher(line).find()))
          .containsExactlyElementsOf(
              threeTimes(
                  "deployed, context class loader of our threads: another",
                  "undeployed, 2 threads left",
                  "class loader collected"));
    }
  }

  private static List<String> threeTimes(String... lines) {
    return Collections.nCopies(3, List.of(lines)).stream()
        .flatMap(List::stream)
        .collect(Collectors.toList());
  }
}
