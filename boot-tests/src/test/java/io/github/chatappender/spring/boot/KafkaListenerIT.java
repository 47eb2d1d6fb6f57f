/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener of records fails until Spring gives the record up; the broker is a real one. */
class KafkaListenerIT {

  private static final Duration IN_TIME = Duration.ofSeconds(30);

  private static final String LINE_1 =
      "🔴 *ERROR* orders-api — *IllegalStateException* in `Depot.receive`:"
          + " no carrier takes parcel 4711\n";

  @TempDir private static Path home;

  private static Process broker;
  private static String address;

  @BeforeAll
  static void startBroker() throws Exception {
    address = "127.0.0.1:" + freePort();
    String controller = "127.0.0.1:" + freePort();
    Files.writeString(
        home.resolve("server.properties"),
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.bootstrap.servers=" + controller,
            "listeners=PLAINTEXT://" + address + ",CONTROLLER://" + controller,
            "controller.listener.names=CONTROLLER",
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=1",
            "group.initial.rebalance.delay.ms=0",
            "log.dirs=" + home.resolve("data")));
    Process format =
        kafka(
            "kafka.tools.StorageTool",
            "format",
            "--standalone",
            "-t",
            "4L6g3nShT-eMCtK--X86sw",
            "-c",
            "server.properties");
    assertThat(format.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(format.exitValue()).as(output()).isZero();
    broker = kafka("kafka.Kafka", "server.properties");
  }

  @AfterAll
  static void endBroker() throws InterruptedException {
    broker.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void failureOfAListener_isPostedOnce(Line line) throws Exception {
    String topic = "parcels-" + line.version + "-" + line.host;
    try (ChatSpace space = ChatSpace.start();
        App app =
            new App.Start(line.withKafka())
                .mainClass("com.acme.parcels.ParcelsApplication")
                .argument("--spring.main.web-application-type=none")
                .argument("--spring.kafka.bootstrap-servers=" + address)
                .argument("--spring.kafka.consumer.auto-offset-reset=earliest")
                .argument("--parcels.topic=" + topic)
                .webhook(space.webhookUrl())
                .start()) {
      // after ten attempts
      app.await("Backoff .* exhausted for " + topic);
      // before Spring Boot 3 each failed attempt is logged too, inside an exception of Spring's
      int problems = line.isBefore3() ? 2 : 1;
      assertThat(space.awaitMessages(problems, IN_TIME)).as(app.output()).isTrue();
      String output = app.end();

      print(line, space, output);
      assertThat(space.messages())
          .as(output + space.show())
          .filteredOn(message -> message.text().startsWith(LINE_1))
          .hasSize(problems);
      if (problems == 1) {
        assertThat(space.messages()).hasSize(1);
      }
      assertThat(output).doesNotContain("GoogleChat");
    }
  }

  private static Process kafka(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path jars = Path.of("..", "hosts", "kafka", "target", "lib").toAbsolutePath();
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp", jars + "/*"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("output").toFile()))
        .start();
  }

  private static String output() throws IOException {
    return Files.readString(home.resolve("output"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Prints the log and the messages, for people. */
  private static void print(Line line, ChatSpace space, String output) {
    long errors = output.lines().filter(text -> text.contains(" ERROR ")).count();
    StringBuilder text = new StringBuilder(line + ": Kafka listener, logged " + errors + " times");
    for (ChatMessage message : space.messages()) {
      text.append("\n  posted ").append(message.text().lines().findFirst().orElse(""));
    }
    System.out.println(text);
  }
}
