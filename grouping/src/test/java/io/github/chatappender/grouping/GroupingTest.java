/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.InvoiceRun;
import com.example.shop.PaymentService;
import io.github.chatappender.space.ChatMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs real exceptions through both hosts: two problems are posted separately within moments, one
 * problem is posted once, and line 1 names the application's own method.
 */
class GroupingTest {

  /** More than a busy machine needs, and less than a digest, a block or an update would. */
  private static final Duration IN_TIME = Duration.ofSeconds(15);

  private static final Duration NEVER = Duration.ofSeconds(60);
  private static final Map<String, Host.Starter> HOSTS =
      Map.of("Logback", LogbackHost::new, "Log4j2", Log4jHost::new);

  /** Pairs of texts with equal {@link String#hashCode}. */
  private static final List<List<String>> EQUAL_HASHES =
      List.of(List.of("A1P", "A21"), List.of("k1n9", "k309"), List.of("tenantAa", "tenantBB"));

  private static final List<Recorded> RECORDED =
      List.of(
          new Recorded(
              "artemis-data-directory-deleted",
              "org.apache.activemq.artemis.core.server",
              "FileStoreMonitor.tick"),
          new Recorded(
              "kafka-log-directory-deleted",
              "org.apache.kafka.storage.internals.log.LogDirFailureChannel",
              "ReplicaManager.checkpointHighWatermarks"),
          new Recorded(
              "kotlin-coroutine-timed-out", "com.example.shop.Quotes", "Quotes.ask.answer"),
          new Recorded(
              "zookeeper-port-in-use",
              "org.apache.zookeeper.server.ZooKeeperServerMain",
              "NIOServerCnxnFactory.configure"));

  private static final List<Pair> PAIRS = new ArrayList<>();
  private static final List<Room> ROOMS = new ArrayList<>();

  /** Logs everything at once; the messages must still be in time. */
  @BeforeAll
  static void logPairs() throws IOException, InterruptedException {
    PAIRS.addAll(Failures.ofLibraries());
    PAIRS.addAll(Failures.thatDifferInLittle());
    for (Host.Starter starter : HOSTS.values()) {
      warmUp(starter);
      ROOMS.add(new Room(starter, Map.of()));
    }
    for (Room room : ROOMS) {
      PAIRS.stream().flatMap(pair -> pair.failures().stream()).forEach(room::log);
    }
    for (Room room : ROOMS) {
      room.await(2 * PAIRS.size());
    }
  }

  /** Loads the classes of a new JVM, about a thousand, before anything is measured. */
  private static void warmUp(Host.Starter starter) {
    try (Room room = quietRoom(starter)) {
      PAIRS.stream().flatMap(pair -> pair.failures().stream()).forEach(room::log);
      room.flush();
    }
  }

  @AfterAll
  static void close() {
    ROOMS.forEach(Room::close);
  }

  static Stream<Arguments> pairs() {
    return ROOMS.stream().flatMap(room -> PAIRS.stream().map(pair -> Arguments.of(room, pair)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("pairs")
  void twoProblems_arePostedInTimeInThreadsOfTheirOwn(Room room, Pair pair) {
    for (Failure failure : pair.failures()) {
      assertThat(room.messages(failure.text())).as(room.show()).hasSize(1);
      assertThat(room.postedAfter(failure.text())).isLessThan(IN_TIME);
    }
    assertThat(room.messages(pair.first().text()).get(0).threadKey())
        .isNotEqualTo(room.messages(pair.second().text()).get(0).threadKey());
  }

  static Stream<Arguments> failures() {
    return ROOMS.stream()
        .flatMap(
            room ->
                PAIRS.stream()
                    .flatMap(pair -> pair.failures().stream())
                    .map(failure -> Arguments.of(room, Named.of(failure.place(), failure))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("failures")
  void lineOne_namesTheMethodOfTheApplication(Room room, Failure failure) {
    assertThat(room.messages(failure.text())).as(room.show()).isNotEmpty();
    assertThat(lineOne(room.messages(failure.text()).get(0)))
        .contains(" in `" + failure.place() + "`");
  }

  static Stream<Arguments> hosts() {
    return HOSTS.entrySet().stream()
        .map(host -> Arguments.of(Named.of(host.getKey(), host.getValue())));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void sixtyAnswersToOneClientMethod_areOneProblem(Host.Starter starter) {
    try (FailingServer broken = new FailingServer(500);
        Room room = quietRoom(starter)) {
      PaymentService service = new PaymentService(broken.address());
      for (int order = 0; order < 60; order++) {
        room.error(
            "com.example.shop.PaymentService",
            "Cannot pay order " + order,
            Failures.thrownBy(service::pay));
      }
      room.flush();

      assertOneProblem(room, 60);
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void oneExceptionOfAllThreadsOfAParallelStream_isOneProblem(Host.Starter starter) {
    try (Room room = quietRoom(starter)) {
      InvoiceRun run =
          new InvoiceRun(e -> room.error("com.example.shop.InvoiceRun", "Invoice job failed", e));
      Set<Thread> threads = run.run(60);
      room.flush();

      assertThat(threads).hasSizeGreaterThan(1).contains(Thread.currentThread());
      assertOneProblem(room, 60);
    }
  }

  static Stream<Arguments> equalHashes() {
    return HOSTS.entrySet().stream()
        .flatMap(
            host ->
                Stream.of("tenant", "gchat.fingerprint")
                    .map(key -> Arguments.of(Named.of(host.getKey(), host.getValue()), key)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("equalHashes")
  void valuesOfTheMdcWithEqualHashes_arePostedInTimeInThreadsOfTheirOwn(
      Host.Starter starter, String key) throws InterruptedException {
    try (Room room =
        new Room(
            starter, Map.of("threadBy", key.equals("tenant") ? "mdc:tenant" : "fingerprint"))) {
      for (List<String> pair : EQUAL_HASHES) {
        assertThat(pair.get(0).hashCode()).isEqualTo(pair.get(1).hashCode());
        pair.forEach(
            value -> room.errorWithMdc(key, value, "com.example.shop.Accounts", text(pair)));
      }
      room.await(2 * EQUAL_HASHES.size());

      for (List<String> pair : EQUAL_HASHES) {
        assertThat(room.messages(text(pair)))
            .as(room.show())
            .extracting(ChatMessage::threadKey)
            .hasSize(2)
            .doesNotHaveDuplicates();
        assertThat(room.postedAfter(text(pair))).isLessThan(IN_TIME);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void methodsOfOneLoopWithEqualFrameHashes_arePostedInTimeInThreadsOfTheirOwn(Host.Starter starter)
      throws InterruptedException {
    try (Room room = new Room(starter, Map.of())) {
      for (Throwable thrown : Failures.ofEqualFrameHashes()) {
        room.error("com.example.shop.Import", "Import stopped", thrown);
      }
      room.await(2);

      assertThat(room.messages("Import stopped"))
          .as(room.show())
          .extracting(ChatMessage::threadKey)
          .hasSize(2)
          .doesNotHaveDuplicates();
      assertThat(room.postedAfter("Import stopped")).isLessThan(IN_TIME);
    }
  }

  static Stream<Arguments> recordedStacks() {
    return HOSTS.entrySet().stream()
        .flatMap(
            host ->
                RECORDED.stream()
                    .map(stack -> Arguments.of(host.getKey(), stack, host.getValue())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("recordedStacks")
  void lineOne_namesTheMethodOfARecordedServer(
      String name, Recorded recorded, Host.Starter starter) {
    try (Room room = quietRoom(starter)) {
      room.error(recorded.logger(), "It ended", RecordedStack.read(recorded.stack()));
      room.flush();

      assertThat(room.messages()).hasSize(1);
      assertThat(lineOne(room.messages().get(0))).contains(" in `" + recorded.place() + "`");
    }
  }

  /** A printed stack, its logger, and the place that line 1 must name. */
  private record Recorded(String stack, String logger, String place) {

    @Override
    public String toString() {
      return stack;
    }
  }

  private static String text(List<String> pair) {
    return "Account is closed, said " + (char) ('a' + EQUAL_HASHES.indexOf(pair));
  }

  private static void assertOneProblem(Room room, int events) {
    assertThat(room.messages()).as(room.show()).hasSize(1);
    assertThat(room.messages().get(0).text()).contains(" · ×" + events + " · ");
  }

  /** Starts a host that posts nothing before a flush. */
  private static Room quietRoom(Host.Starter starter) {
    return new Room(starter, Map.of("firstWait", NEVER.toSeconds() + " s"));
  }

  private static String lineOne(ChatMessage message) {
    return message.text().lines().findFirst().orElse("");
  }
}
