/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows the recipe for Artemis, as downloaded, and stages failures of a broker. */
@Timeout(300)
class ArtemisIT {

  private static final String HEADING = "### ActiveMQ Artemis";

  @TempDir private Path folder;

  @Test
  void portInUse_isPosted() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        ServerSocket taken = Recipe.takenPort()) {
      createBroker(taken.getLocalPort(), space);
      try (Server server = run(space)) {
        Recipe.assertPosted("Artemis 2.44.0 | port in use", server, space);
      }
    }
  }

  @Test
  void badSetting_isPostedBeforeTheBrokerEnds() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      createBroker(Recipe.freePort(), space);
      Path file = folder.resolve("broker").resolve("etc").resolve("broker.xml");
      Files.writeString(
          file,
          Files.readString(file)
              .replaceFirst(
                  "<journal-type>\\w+</journal-type>", "<journal-type>DISK</journal-type>"));
      try (Server server = run(space)) {
        assertThat(server.awaitEnd()).as(server.output()).isEqualTo(1);

        Recipe.assertPosted("Artemis 2.44.0 | `<journal-type>DISK`", server, space);
      }
    }
  }

  @Test
  void deletedDirectory_isPosted() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      createBroker(Recipe.freePort(), space);
      try (Server server = run(space)) {
        server.awaitOutput("Server is now active");
        Recipe.takeAway(folder.resolve("broker").resolve("data"));

        Recipe.assertPosted("Artemis 2.44.0 | `data` deleted", server, space);
      }
    }
  }

  /** Creates a broker, and follows the recipe. */
  private void createBroker(int port, ChatSpace space) throws Exception {
    Path broker = folder.resolve("broker");
    try (Server create =
        artemis(
            Recipe.built("artemis", "apache-artemis-.*"),
            space,
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
            "--default-port=" + port)) {
      assertThat(create.awaitEnd()).as(create.output()).isZero();
    }
    Recipe.copyJars(HEADING, broker.resolve("lib"));
    Files.writeString(
        broker.resolve("etc").resolve("log4j2.properties"),
        "\n" + Recipe.configuration(HEADING),
        StandardOpenOption.APPEND);
  }

  private Server run(ChatSpace space) throws IOException {
    return artemis(folder.resolve("broker"), space, "run");
  }

  private Server artemis(Path home, ChatSpace space, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("artemis").toString());
    command.addAll(List.of(arguments));
    return Server.start(folder, space, command);
  }
}
