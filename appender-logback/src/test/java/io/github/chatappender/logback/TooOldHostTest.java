/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.core.testing.Documents;
import io.github.chatappender.space.ChatSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an application on a Logback older than the oldest that works. */
@DisabledIf("io.github.chatappender.logback.LogbackVersion#isSupported")
class TooOldHostTest {

  @TempDir private Path folder;

  @Test
  void appenderIsIdleAndSaysSoInOneLine() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child = run(Host.webhook(space.webhookUrl()));

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(appenderLines(child))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(Documents.text(Documents.ROOT.resolve("docs").resolve("hosts.md")))
                      .contains(line.substring(line.indexOf("|-WARN"))))
          .asString()
          .endsWith(
              "idle: this application's Logback is too old;"
                  + " use logback-classic 1.2.11 or later");
      assertThat(child.output()).contains("console: Order failed", "started true");
      assertThat(space.arrivals()).isEmpty();
    }
  }

  @Test
  void withoutAWebhook_nothingIsReported() throws Exception {
    ChildJvm child = run("");

    assertThat(appenderLines(child)).isEmpty();
    assertThat(child.output()).contains("console: Order failed", "started true");
  }

  private ChildJvm run(String elements) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("logback.xml"),
            "<configuration>"
                + Host.appender(elements)
                + "<appender name=\"CONSOLE\" class=\"ch.qos.logback.core.ConsoleAppender\">"
                + "<encoder><pattern>console: %msg%n</pattern></encoder></appender>"
                + "<root level=\"INFO\"><appender-ref ref=\"CHAT\"/>"
                + "<appender-ref ref=\"CONSOLE\"/></root></configuration>");
    return ChildJvm.run(Program.class, List.of("-Dlogback.configurationFile=" + file));
  }

  private static List<String> appenderLines(ChildJvm child) {
    return child
        .output()
        .lines()
        .filter(line -> line.contains("GoogleChat") && line.contains("idle"))
        .collect(Collectors.toList());
  }

  /** Logs one error. */
  static final class Program {

    public static void main(String[] arguments) {
      Logger log = LoggerFactory.getLogger("com.acme.Shop");
      log.error("Order failed");
      System.out.println(
          "started "
              + ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
                  .getAppender("CHAT")
                  .isStarted());
    }
  }
}
