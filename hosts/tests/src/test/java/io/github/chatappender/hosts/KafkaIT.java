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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows the recipe for Kafka, and stages failures of a broker. */
@Timeout(300)
class KafkaIT {

  private static final String HEADING = "### Kafka 4";

  @TempDir private Path home;

  @BeforeEach
  void followTheRecipe() throws Exception {
    Recipe.copyAll("kafka", home.resolve("libs"));
    Recipe.copyJars(HEADING, home.resolve("libs"));
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config").resolve("log4j2.yaml"), Recipe.configuration(HEADING));
  }

  @Test
  void portInUse_isPostedBeforeTheBrokerEnds() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        ServerSocket taken = Recipe.takenPort()) {
      configure(space, taken.getLocalPort(), "");
      try (Server broker = kafka(space, "kafka.Kafka", "config/server.properties")) {
        assertThat(broker.awaitEnd()).as(broker.output()).isEqualTo(1);

        Recipe.assertPosted("Kafka 4.1.1 | port in use", broker, space);
        assertThat(space.messages().get(0).text())
            .contains("`broker-1`", "» at kafka.network.SocketServer");
      }
    }
  }

  @Test
  void badSetting_isPostedBeforeTheBrokerEnds() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      configure(space, Recipe.freePort(), "num.io.threads=eight");
      try (Server broker = kafka(space, "kafka.Kafka", "config/server.properties")) {
        assertThat(broker.awaitEnd()).as(broker.output()).isEqualTo(1);

        Recipe.assertPosted("Kafka 4.1.1 | `num.io.threads=eight`", broker, space);
      }
    }
  }

  /** The broker halts its JVM at once; its last error is in the spool. */
  @Test
  void deletedDirectory_isPostedByTheNextStart() throws Exception {
    Path file = home.resolve("config").resolve("log4j2.yaml");
    Matcher spool =
        Pattern.compile("(?m)^ {4}( +criticalMarker: .*\n) {4}( +spoolDirectory: ).*\n")
            .matcher(Recipe.section(HEADING));
    assertThat(spool.find()).isTrue();
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                " +application: kafka\n",
                "$0" + spool.group(1) + spool.group(2) + home.resolve("spool") + "\n"));
    try (ChatSpace space = ChatSpace.start()) {
      configure(space, Recipe.freePort(), "log.cleaner.backoff.ms=1000");
      Instant failed;
      try (Server broker = kafka(space, "kafka.Kafka", "config/server.properties")) {
        broker.awaitOutput("Kafka Server started");
        failed = Instant.now();
        Recipe.takeAway(home.resolve("data"));

        assertThat(broker.awaitEnd()).as(broker.output()).isEqualTo(1);
        assertThat(broker.linesOfTheAppender()).isEmpty();
      }
      try (Server broker = kafka(space, "kafka.Kafka", "config/server.properties")) {
        Recipe.assertPosted("Kafka 4.1.1 | `log.dirs` deleted", failed, broker, space);
      }
    }
  }

  private void configure(ChatSpace space, int port, String setting) throws Exception {
    int controller = Recipe.freePort();
    Path file = home.resolve("config").resolve("server.properties");
    String properties =
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.bootstrap.servers=127.0.0.1:" + controller,
            "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
            "controller.listener.names=CONTROLLER",
            "offsets.topic.replication.factor=1",
            "log.dirs=" + home.resolve("data"));
    Files.writeString(file, properties);
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
    Files.writeString(file, properties + "\n" + setting);
  }

  private Server kafka(ChatSpace space, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("-Xmx512m", "-Dlog4j2.configurationFile=config/log4j2.yaml", "-cp", "libs/*"));
    command.addAll(List.of(arguments));
    return Server.java(home, space, command.toArray(String[]::new));
  }
}
