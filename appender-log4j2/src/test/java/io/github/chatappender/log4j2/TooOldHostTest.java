/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.core.testing.Documents;
import io.github.chatappender.space.ChatSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs an application on a Log4j older than the oldest that works. */
@EnabledIfSystemProperty(named = "expected.version", matches = "2\\.8\\..*")
class TooOldHostTest {

  @TempDir private Path folder;

  @Test
  void appenderIsIdleAndSaysSoInOneLine() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      String address = space.webhookUrl().replace("&", "&amp;");

      ChildJvm child = run("webhookUrl=\"" + address + "\"");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(appenderLines(child))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(Documents.text(Documents.ROOT.resolve("docs").resolve("hosts.md")))
                      .contains(line.substring(line.indexOf("main ERROR"))))
          .asString()
          .endsWith("idle: this application's Log4j is too old; use log4j-core 2.17.2 or later");
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

  private ChildJvm run(String attributes) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("log4j2.xml"),
            "<Configuration><Appenders><GoogleChat name=\"Chat\" "
                + attributes
                + "/><Console name=\"C\"><PatternLayout pattern=\"console: %m%n\"/></Console>"
                + "</Appenders><Loggers><Root level=\"INFO\"><AppenderRef ref=\"Chat\"/>"
                + "<AppenderRef ref=\"C\"/></Root></Loggers></Configuration>");
    return ChildJvm.run(Program.class, List.of("-Dlog4j.configurationFile=" + file));
  }

  private static List<String> appenderLines(ChildJvm child) {
    return child
        .output()
        .lines()
        .filter(line -> line.contains("GoogleChat"))
        .collect(Collectors.toList());
  }

  /** Logs one error. */
  static final class Program {

    public static void main(String[] arguments) {
      LogManager.getLogger("com.acme.Shop").error("Order failed");
      Appender chat =
          ((LoggerContext) LogManager.getContext(false)).getConfiguration().getAppender("Chat");
      System.out.println("started " + chat.isStarted());
    }
  }
}
