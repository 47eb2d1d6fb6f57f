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

/** Follows the recipe for Kafka; another program has the broker's port. */
@Timeout(300)
class KafkaIT {

  private static final String HEADING = "### Kafka 4";

  @TempDir private Path home;

  @Test
  void portInUse_isPostedBeforeTheBrokerEnds() throws Exception {
    Recipe.copyAll("kafka", home.resolve("libs"));
    Recipe.copyJars(HEADING, home.resolve("libs"));
    Path config = Files.createDirectories(home.resolve("config"));
    Files.writeString(config.resolve("log4j2.yaml"), Recipe.configuration(HEADING));

    try (ChatSpace space = ChatSpace.start();
        ServerSocket taken = Recipe.takenPort()) {
      Files.writeString(
          config.resolve("server.properties"),
          String.join(
              "\n",
              "process.roles=broker,controller",
              "node.id=1",
              "controller.quorum.bootstrap.servers=127.0.0.1:" + Recipe.freePort(),
              "listeners=PLAINTEXT://127.0.0.1:"
                  + taken.getLocalPort()
                  + ",CONTROLLER://127.0.0.1:"
                  + Recipe.freePort(),
              "controller.listener.names=CONTROLLER",
              "offsets.topic.replication.factor=1",
              "log.dirs=" + home.resolve("data")));
      try (Server format =
          kafka(
              space,
              "kafka.tools.StorageTool",
              "format",
              "--standalone",
              "-t",
              "4L6g3nShT-eMCtK--X86sw",
              "-c",
              "config/server.properties")) {
        assertThat(format.awaitEnd()).as(format.output()).isZero();
      }

      try (Server broker = kafka(space, "kafka.Kafka", "config/server.properties")) {
        assertThat(broker.awaitEnd()).as(broker.output()).isEqualTo(1);

        assertThat(space.awaitMessages(1, Duration.ofSeconds(10))).as(broker.output()).isTrue();
        Recipe.report("Kafka 4.1.1", broker, space);
        assertThat(broker.linesOfTheAppender()).isEmpty();
        assertThat(space.messages().get(0).text())
            .startsWith("🔴 *ERROR* kafka · prod — *BindException* in `Acceptor.openServerSocket`:")
            .contains("Address already in use", "`broker-1`", "» at kafka.network.SocketServer");
      }
    }
  }

  private Server kafka(ChatSpace space, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 4];
    command[0] = "-Xmx512m";
    command[1] = "-Dlog4j2.configurationFile=config/log4j2.yaml";
    command[2] = "-cp";
    command[3] = "libs/*";
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    return Server.java(home, space, command);
  }
}
