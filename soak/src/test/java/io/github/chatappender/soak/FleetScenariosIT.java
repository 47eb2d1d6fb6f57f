/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.testing.ShownNotice;
import io.github.chatappender.redis.RedisServer;
import io.github.chatappender.space.Arrival;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.Misbehavior;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Plays the troubles of a fleet of JVMs, with default settings and in real time. */
@Tag("fleet")
class FleetScenariosIT {

  private static final Report REPORT = new Report("fleet.txt");
  private static final String ALONE = "";

  private final RedisServer redis = new RedisServer();
  private final FleetOfJvms fleet = new FleetOfJvms(redis);

  @BeforeEach
  void start() {
    redis.start();
  }

  @AfterEach
  void end(TestInfo test) {
    REPORT.keep("fleet-" + test.getTestMethod().orElseThrow().getName(), fleet.space.messages());
    fleet.close();
    redis.close();
  }

  @AfterAll
  static void report() throws IOException {
    REPORT.close();
  }

  @Test
  void oneProblemOnTenJvms_makesAsManyMessagesAsOnOne() throws Exception {
    try (FleetOfJvms one = new FleetOfJvms(redis)) {
      one.start(1, ALONE);
      fleet.startJoined(10);
      one.all("log 0 0 6000 100");
      fleet.all("log 0 0 600 1000");
      one.awaitLogged(6_000);
      fleet.awaitLogged(601);
      long alone = messagesOfPayment(one);
      long together = messagesOfPayment(fleet);
      assertThat(one.endAll()).isEqualTo(6_000);
      long logged = fleet.endAll();

      REPORT.keep("fleet-one-alone", one.space.messages());
      say(
          "one problem",
          String.format(
              "before the end %d messages of it, alone %d; after it %d, alone %d",
              together, alone, messagesOfPayment(fleet), messagesOfPayment(one)));
      assertThat(logged).isEqualTo(6_010);
      assertThat(together).isBetween(alone - 1, alone + 1);
      assertThat(fleet.eventsInRoom()).isEqualTo(logged);
      assertThat(last().total).isEqualTo(6_000);
      assertThat(last().line).contains("on 10 hosts");
      assertThat(fleet.firstNotices().get("PaymentClient")).hasSize(1);
    }
  }

  private static long messagesOfPayment(FleetOfJvms fleet) {
    return fleet.space.messages().stream().filter(FleetScenariosIT::isOfPayment).count();
  }

  @Test
  void fortyProblemsOnTenJvms_areEachPostedOnceWithinTenSeconds() throws Exception {
    fleet.startJoined(10);
    Map<String, Long> rest = commandsOfAMinute();
    long refusedBefore = fleet.refused();
    Instant begin = Instant.now();
    fleet.all("log 4 43 600 1000");
    Map<String, Long> worst = commandsOfAMinute();
    fleet.awaitLogged(24_001);
    long refused = fleet.refused() - refusedBefore;
    long logged = fleet.endAll();

    Map<String, List<Instant>> firsts = fleet.firstNotices();
    firsts.remove("Step3");
    double slowest =
        firsts.values().stream().mapToDouble(times -> seconds(begin, times.get(0))).max().orElse(0);
    say(
        "forty problems",
        "slowest first notice after " + slowest + " s, " + refused + " refused before the end");
    REPORT.say("  Redis, a minute at rest: " + rest);
    REPORT.say("  Redis, the first minute: " + worst);
    assertThat(logged).isEqualTo(240_010);
    assertThat(refused).isZero();
    assertThat(firsts).hasSize(40);
    assertThat(firsts.values()).allMatch(times -> times.size() == 1);
    assertThat(slowest).isLessThanOrEqualTo(10);
    assertThat(fleet.eventsInRoom()).isEqualTo(logged);
  }

  @Test
  void thirtyJvmsThatStartTogetherAndFail_makeOneMessageAndAnUpdate() throws Exception {
    fleet.useArchive();
    Instant begin = Instant.now();
    fleet.launch(30);
    fleet.all("log 0 0 90 1000");
    ChatMessage first = fleet.space.await(FleetScenariosIT::isOfPayment, Duration.ofMinutes(2));
    ChatMessage update =
        fleet.space.await(
            m -> isOfPayment(m) && m.text().contains("on 30 hosts"), Duration.ofMinutes(4));
    double seconds = seconds(first.time(), update.time());
    long messages = messagesOfPayment(fleet);
    fleet.awaitLogged(90);
    long logged = fleet.endAll();

    say(
        "thirty JVMs start together and fail",
        "first notice after "
            + seconds(begin, first.time())
            + " s, "
            + messages
            + " messages until \"on 30 hosts\", "
            + seconds
            + " s after it");
    assertThat(logged).isEqualTo(2_700);
    assertThat(messages).isEqualTo(2);
    assertThat(seconds).isLessThanOrEqualTo(75);
    assertThat(fleet.firstNotices().get("PaymentClient")).hasSize(1);
    assertThat(fleet.eventsInRoom()).isEqualTo(logged);
  }

  @Test
  void ownerKilledBeforeItsPost_isReplaced() throws Exception {
    fleet.useLink();
    fleet.startJoined(4);
    // The connections of the first message are gone.
    fleet.link.be(FaultyLink.Manner.RESET);
    fleet.link.be(FaultyLink.Manner.SILENT);
    fleet.instances.get(0).tell("log 0 0 60 1000");
    await().atMost(Duration.ofMinutes(1)).until(fleet.link::isUsed);
    othersLog(60);
    TimeUnit.SECONDS.sleep(3);
    Instant killed = Instant.now();
    long lost = fleet.instances.get(0).kill() - 1;
    fleet.link.be(FaultyLink.Manner.RESET);
    fleet.link.be(FaultyLink.Manner.OPEN);
    ChatMessage first = fleet.space.await(FleetScenariosIT::isOfPayment, Duration.ofMinutes(2));
    othersAwait(61);
    long ended = fleet.endAll();

    double seconds = seconds(killed, first.time());
    say("owner killed before its POST", "posted by another " + seconds + " s later");
    assertThat(ended).isEqualTo(183);
    assertThat(seconds).isLessThanOrEqualTo(15 + 6);
    assertThat(fleet.firstNotices().get("PaymentClient")).hasSize(1);
    assertThat(fleet.eventsInRoom()).isBetween(184L, 184 + lost + 1);
  }

  @Test
  void ownerKilledBeforeTheAnswer_isReplacedAndItsMessageIsPostedOnce() throws Exception {
    fleet.startJoined(4);
    fleet.space.answerWith(Misbehavior.delay(Duration.ofSeconds(8)));
    fleet.instances.get(0).tell("log 0 0 60 1000");
    ChatMessage unanswered =
        fleet.space.await(FleetScenariosIT::isOfPayment, Duration.ofMinutes(1));
    othersLog(90);
    TimeUnit.SECONDS.sleep(3);
    Instant killed = Instant.now();
    long lost = fleet.instances.get(0).kill() - 1;
    fleet.space.answerNormally();
    fleet.space.await(m -> isOfPayment(m) && m != unanswered, Duration.ofMinutes(3));
    othersAwait(91);
    long ended = fleet.endAll();

    List<Instant> requests =
        fleet.space.arrivals().stream()
            .filter(arrival -> Objects.equals(unanswered.requestId(), arrival.requestId()))
            .map(Arrival::time)
            .collect(Collectors.toList());
    double seconds = seconds(killed, requests.get(requests.size() - 1));
    say("owner killed before the answer", "repeated by another " + seconds + " s later");
    assertThat(ended).isEqualTo(273);
    assertThat(requests).hasSize(2);
    assertThat(seconds).isLessThanOrEqualTo(15 + 6);
    assertThat(fleet.firstNotices().get("PaymentClient")).hasSize(1);
    assertThat(last().total).isBetween(270L, 270 + lost + 1);
    assertThat(fleet.eventsInRoom()).isBetween(274L, 274 + lost + 1);
  }

  @Test
  void ownerKilledAfterItsPost_isReplacedForTheUpdate() throws Exception {
    fleet.startJoined(4);
    fleet.instances.get(0).tell("log 0 0 60 1000");
    ChatMessage first = fleet.space.await(FleetScenariosIT::isOfPayment, Duration.ofMinutes(1));
    othersLog(90);
    TimeUnit.SECONDS.sleep(3);
    long lost = fleet.instances.get(0).kill() - 1;
    ChatMessage update =
        fleet.space.await(m -> isOfPayment(m) && m != first, Duration.ofMinutes(2));
    othersAwait(91);
    long ended = fleet.endAll();

    double seconds = seconds(first.time(), update.time());
    say("owner killed after its POST", "update " + seconds + " s after the first notice");
    assertThat(ended).isEqualTo(273);
    assertThat(seconds).isBetween(59.0, 80.0);
    assertThat(fleet.firstNotices().get("PaymentClient")).hasSize(1);
    assertThat(fleet.eventsInRoom()).isBetween(274L, 274 + lost + 1);
  }

  private static boolean isOfPayment(ChatMessage message) {
    return message.text().contains("PaymentClient");
  }

  private void othersLog(int times) {
    fleet.instances.subList(1, 4).forEach(other -> other.tell("log 0 0 " + times + " 1000"));
  }

  private void othersAwait(int events) {
    fleet.instances.subList(1, 4).forEach(other -> other.await("logged " + events));
  }

  @Test
  void redisThatIsGoneForTwoMinutes_delaysUpdatesAndNoFirsts() throws Exception {
    withoutRedis("Redis killed", redis::stop, redis::start);
  }

  @Test
  void redisThatHangsForTwoMinutes_delaysUpdatesAndNoFirsts() throws Exception {
    withoutRedis("Redis hangs", redis::freeze, redis::thaw);
  }

  private void withoutRedis(String name, Runnable stop, Runnable start) throws Exception {
    fleet.startJoined(10);
    fleet.all("log 0 0 300 1000");
    TimeUnit.SECONDS.sleep(80);
    int before = fleet.space.messages().size();
    stop.run();
    TimeUnit.SECONDS.sleep(40);
    Instant one = Instant.now();
    fleet.instances.get(3).tell("log 1 1 180 1000");
    TimeUnit.SECONDS.sleep(40);
    Instant all = Instant.now();
    fleet.all("log 2 2 140 1000");
    TimeUnit.SECONDS.sleep(40);
    int during = fleet.space.messages().size() - before;
    start.run();
    fleet.instances.get(3).await("logged 621");
    fleet.awaitLogged(441);
    long logged = fleet.endAll();

    Map<String, List<Instant>> firsts = fleet.firstNotices();
    say(
        name,
        during
            + " messages meanwhile; first notice on one host after "
            + seconds(one, firsts.get("StockRepository").get(0))
            + " s, on all after "
            + seconds(all, firsts.get("InvoiceWriter").get(0))
            + " s");
    assertThat(logged).isEqualTo(10 + 3_000 + 180 + 1_400);
    // In two minutes a tenth of 15 a minute each, and one at once.
    assertThat(during).isLessThanOrEqualTo(10 * (3 + 1));
    assertThat(firsts.get("PaymentClient")).hasSize(1);
    assertThat(firsts.get("StockRepository")).hasSize(1);
    assertThat(seconds(one, firsts.get("StockRepository").get(0))).isLessThanOrEqualTo(45);
    assertThat(fleet.eventsInRoom()).isEqualTo(logged);
  }

  private Map<String, Long> commandsOfAMinute() throws Exception {
    Map<String, Long> before = fleet.commands();
    TimeUnit.MINUTES.sleep(1);
    Map<String, Long> difference = new TreeMap<>();
    fleet
        .commands()
        .forEach(
            (name, calls) -> {
              long more = calls - before.getOrDefault(name, 0L);
              if (more > 0) {
                difference.put(name, more);
              }
            });
    return difference;
  }

  private void say(String name, String more) {
    REPORT.say(
        name
            + ": "
            + fleet.space.messages().size()
            + " messages, "
            + fleet.refused()
            + " refused, "
            + fleet.eventsInRoom()
            + " events in the room, first notices "
            + fleet.firstNotices().values().stream()
                .collect(Collectors.groupingBy(List::size, TreeMap::new, Collectors.counting()))
            + "; "
            + more);
    fleet.complaints().forEach(line -> REPORT.say("  " + line));
  }

  private ShownNotice last() {
    List<ShownNotice> notices = fleet.notices();
    return notices.get(notices.size() - 1);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1_000.0;
  }
}
