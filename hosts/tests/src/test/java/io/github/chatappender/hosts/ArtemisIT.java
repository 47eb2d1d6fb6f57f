/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows the recipe for Artemis, as it is downloaded; another program has the broker's port. */
@Timeout(300)
class ArtemisIT {

  private static final String HEADING = "### ActiveMQ Artemis";

  @TempDir private Path folder;

  @Test
  void portInUse_isPosted() throws Exception {
    Path home = distribution();
    Path broker = folder.resolve("broker");
    try (ChatSpace space = ChatSpace.start();
        ServerSocket taken = Recipe.takenPort()) {
      try (Server create =
          Server.start(
              folder,
              space,
              List.of(
                  home.resolve("bin").resolve("artemis").toString(),
                  "create",
                  broker.toString(),
                  "--user=admin",
                  "--password=admin",
                  "--require-login",
                  "--no-web",
                  "--no-autotune",
                  "--host=127.0.0.1",
                  "--no-amqp-acceptor",
                  "--no-hornetq-acceptor",
                  "--no-mqtt-acceptor",
                  "--no-stomp-acceptor",
                  "--default-port=" + taken.getLocalPort()))) {
        assertThat(create.awaitEnd()).as(create.output()).isZero();
      }
      Recipe.copyJars(HEADING, broker.resolve("lib"));
      Files.writeString(
          broker.resolve("etc").resolve("log4j2.properties"), Recipe.configuration(HEADING));

      try (Server server =
          Server.start(
              folder, space, List.of(broker.resolve("bin").resolve("artemis").toString(), "run"))) {
        assertThat(space.awaitMessages(1, Duration.ofSeconds(90))).as(server.output()).isTrue();

        Recipe.report("Artemis " + home.getFileName(), server, space);
        assertThat(server.linesOfTheAppender()).isEmpty();
        assertThat(space.messages())
            .extracting(ChatMessage::text)
            .first()
            .asString()
            .startsWith("🔴 *ERROR* artemis · prod — ")
            .contains("in use");
      }
    }
  }

  private static Path distribution() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("..", "artemis", "target"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("apache-artemis-"))
          .findFirst()
          .orElseThrow()
          .toAbsolutePath()
          .normalize();
    }
  }
}
