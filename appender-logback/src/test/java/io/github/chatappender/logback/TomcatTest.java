/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.space.ChatSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A web application with its own Logback, whose appender must leave nothing behind in Tomcat. The
 * profile {@code hosts} has more of Tomcat.
 */
@Tag("slow")
@Timeout(120)
class TomcatTest {

  /** Tomcat itself, on a busy machine. */
  private static final Pattern UNRELATED = Pattern.compile("^WARNING Creation of SecureRandom ");

  /** Tomcat needs these to look for an application's leaks. */
  private static final List<String> OPENED =
      List.of(
          "-XX:TieredStopAtLevel=1", // starts sooner
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

  @Test
  void undeployedApplication_leavesNoWarningThreadOrLoader(@TempDir Path directory) {
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child =
          ChildJvm.run(TomcatMain.class, OPENED, space.webhookUrl(), directory.toString());

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(child.output().lines().filter(line -> !UNRELATED.matcher(line).find()))
          .containsExactly(
              "deployed, context class loader of our thread: the application's",
              "undeployed, 0 threads left",
              "class loader collected");
      assertThat(space.messages()).hasSize(2);
      assertThat(space.messages().get(0).text()).startsWith("🔴 *ERROR* orders — ");
    }
  }
}
