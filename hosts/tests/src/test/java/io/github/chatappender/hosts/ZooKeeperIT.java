/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows the recipe for ZooKeeper, with the newest Logback that it comes with and with 1.2. */
@Timeout(300)
class ZooKeeperIT {

  private static final String HEADING = "### ZooKeeper 3.9";

  @TempDir private Path home;

  @Test
  void portInUse_isPosted_onLogback13() throws Exception {
    try (ServerSocket taken = Recipe.takenPort()) {
      run(
          "zookeeper-3.9.5",
          "clientPort=" + taken.getLocalPort(),
          "BindException",
          "Address already in use");
    }
  }

  @Test
  void badSetting_isPosted_onLogback12() throws Exception {
    run("zookeeper-3.9.2", "clientPort=21x1", "NumberFormatException", "21x1");
  }

  private void run(String module, String setting, String... expected) throws Exception {
    Recipe.copyAll(module, home.resolve("lib"));
    Recipe.copyJars(HEADING, home.resolve("lib"));
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(conf.resolve("logback.xml"), Recipe.configuration(HEADING));
    Files.writeString(
        conf.resolve("zoo.cfg"),
        String.join(
            "\n",
            "tickTime=2000",
            "dataDir=" + home.resolve("data"),
            "clientPortAddress=127.0.0.1",
            "admin.enableServer=false",
            setting));
    try (ChatSpace space = ChatSpace.start();
        Server server =
            Server.java(
                home,
                space,
                "-cp",
                "conf:lib/*",
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                "conf/zoo.cfg")) {
      assertThat(server.awaitEnd()).as(server.output()).isNotZero();

      assertThat(space.awaitMessages(1, Duration.ofSeconds(10))).as(server.output()).isTrue();
      Recipe.report(module, server, space);
      assertThat(server.linesOfTheAppender()).isEmpty();
      assertThat(space.messages().get(0).text().lines().findFirst().orElse(""))
          .startsWith("🔴 *ERROR* zookeeper · prod — ")
          .contains(expected);
    }
  }
}
