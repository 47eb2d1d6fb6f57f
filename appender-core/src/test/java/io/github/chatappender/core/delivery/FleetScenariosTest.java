/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.ShownNotice;
import io.github.chatappender.core.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays hours of a fleet's life on a virtual clock. */
class FleetScenariosTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @Test
  void oneProblemOnTenInstances_makesAsManyMessagesAsOnOne() {
    LoopRig alone = new LoopRig(LoopRig.grouped());
    for (int second = 1; second <= 600; second++) {
      alone.runUntilMillis(second * 1_000L);
      for (int i = 0; i < 10; i++) {
        alone.append(problem(1));
      }
    }
    alone.run(Duration.ofHours(2));

    try (FleetRoom room = new FleetRoom(1)) {
      room.start(10);
      room.every(SECOND, SECOND, TEN_MINUTES.plus(SECOND), () -> everywhere(room, 1));
      room.runUntil(TEN_MINUTES.plusHours(2));

      assertThat(room.refused()).isZero();
      assertThat(room.messages.size())
          .as("messages: %s", room.messages)
          .isBetween(alone.posts().size() - 1, alone.posts().size() + 1);
      assertThat(counts(room)).isEqualTo(6_000);
      assertThat(last(room).total).isEqualTo(6_000);
      assertThat(last(room).text).contains("10 hosts");
      room.stopAll();
      assertThat(room.assertAccounts()).isEqualTo(6_000);
    }
  }

  @Test
  void fortyProblemsOnTenInstances_areEachPostedOnceWithinTenSeconds() {
    try (FleetRoom room = new FleetRoom(2)) {
      room.start(10);
      room.every(
          SECOND,
          SECOND,
          TEN_MINUTES.plus(SECOND),
          () -> {
            for (int i = 0; i < 40; i++) {
              everywhere(room, i);
            }
          });
      room.runUntil(TEN_MINUTES.plusHours(2));

      assertThat(room.refused()).isZero();
      Firsts firsts = new Firsts(room);
      assertThat(firsts.duplicates()).isEmpty();
      for (int i = 0; i < 40; i++) {
        assertThat(firsts.secondsOf(i)).as("problem %d", i).isLessThanOrEqualTo(11);
      }
      assertThat(firsts.wrong()).isEmpty();
      assertThat(counts(room)).isEqualTo(240_000);
      room.stopAll();
      assertThat(room.assertAccounts()).isEqualTo(240_000);
    }
  }

  @Test
  void thirtyInstancesThatFailTogether_makeOneMessage() {
    try (FleetRoom room = new FleetRoom(3)) {
      room.start(30);
      room.every(SECOND, SECOND, Duration.ofSeconds(30), () -> everywhere(room, 1));
      room.runUntil(Duration.ofSeconds(45));
      int early = room.messages.size();
      room.runUntil(Duration.ofSeconds(75));

      assertThat(early).isEqualTo(1);
      assertThat(last(room).text).contains("30 hosts");
      assertThat(room.messages).hasSize(2);
    }
  }

  @Test
  void clientsThatTakeLongToLoad_makeOneMessage() {
    Outage slow = new Outage();
    try (FleetRoom room = new FleetRoom(13, slow)) {
      for (int i = 0; i < 30; i++) {
        slow.loading = Duration.ofMillis(20_000 + 1_000L * i);
        room.start(1);
      }
      room.every(SECOND, SECOND, TEN_MINUTES, () -> everywhere(room, 1));
      room.runUntil(Duration.ofSeconds(90));

      assertThat(room.messages).as("%s", room.messages).hasSize(2);
      assertThat(room.messages.get(0).seconds()).isBetween(20.0, 21.0);
      assertThat(last(room).text).contains("30 hosts");
      room.stopAll();
      room.assertAccounts();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // a second until it is due, and up to three so that senders do not post at one moment
    "refuses connections, 1, 4",
    "never answers, 5.2, 8.5",
    "has a client that never loads, 60, 63.5",
  })
  void storeThatCannotBeReached_delaysTheFirstNotice(String store, double from, double until) {
    Outage outage = new Outage();
    outage.refused = store.contains("refuses");
    outage.down = store.contains("answers");
    outage.loading = Duration.ofDays(store.contains("loads") ? 1 : 0);
    try (FleetRoom room = new FleetRoom(14, outage)) {
      room.start(1);
      everywhere(room, 1);
      room.runUntil(Duration.ofMinutes(2));

      assertThat(room.messages).hasSize(1);
      assertThat(room.messages.get(0).seconds()).isBetween(from, until);
    }
  }

  @ParameterizedTest(name = "killed {0} ms after the claim")
  @ValueSource(ints = {1, 50, 1_000})
  void ownerThatIsKilled_isReplacedOnceWithinTheTimeToLive(int afterClaim) {
    try (FleetRoom room = new FleetRoom(4)) {
      room.start(3);
      room.every(SECOND, SECOND, TEN_MINUTES, () -> everywhere(room, 1));
      // the claim is made a second after the first event, and arrives a millisecond later
      room.at(Duration.ofMillis(2_000 + afterClaim), () -> room.instances.get(0).kill());
      room.runUntil(TEN_MINUTES.plusHours(2));

      List<Double> firsts = new ArrayList<>();
      for (FleetRoom.Posted message : room.messages) {
        if (message.notices().get(0).kind == ShownNotice.Kind.FIRST) {
          firsts.add(message.seconds());
        }
      }
      assertThat(firsts).as("%s", room.messages).hasSize(1);
      assertThat(firsts.get(0)).isLessThanOrEqualTo(afterClaim == 1 ? 2 + 15 + 6 : 3);
      assertThat(new Firsts(room).wrong()).isEmpty();
      assertThat(counts(room)).isEqualTo(last(room).total);
      assertThat(room.refused()).isZero();
      assertThat(last(room).total).isBetween(2 * 599L, 2 * 599L + 3);
      room.stopAll();
      room.assertAccounts();
    }
  }

  @Test
  void storeThatIsDownForTwoMinutes_delaysUpdatesAndNoFirsts() {
    Outage outage = new Outage();
    try (FleetRoom room = new FleetRoom(5, outage)) {
      room.start(10);
      room.every(SECOND, SECOND, TEN_MINUTES, () -> everywhere(room, 1));
      room.at(Duration.ofMinutes(2), () -> outage.down = true);
      room.every(
          SECOND,
          Duration.ofSeconds(150),
          TEN_MINUTES,
          () -> room.instances.get(3).append(problem(2)));
      room.at(Duration.ofMinutes(4), () -> outage.down = false);
      room.runUntil(TEN_MINUTES.plusHours(2));
      room.stopAll();

      Firsts firsts = new Firsts(room);
      assertThat(firsts.secondsOf(2)).isBetween(151.0, 150 + 15.0);
      assertThat(
              room.messages.stream()
                  .filter(message -> message.nanos > 125e9 && message.nanos < 240e9))
          .as("%s", room.messages)
          .hasSizeBetween(1, 10);
      assertThat(room.assertAccounts()).isEqualTo(10 * 599 + 450);
      assertThat(counts(room)).isEqualTo(10 * 599 + 450);
      assertThat(room.instances)
          .allSatisfy(
              each ->
                  assertThat(each.rig.diagnostics.lines())
                      .filteredOn(line -> line.contains("the fleet does not answer"))
                      .hasSize(1));
    }
  }

  @Test
  void turnWhoseAnswerIsLost_isUsedByTheNextRequest() {
    Outage outage = new Outage();
    try (FleetRoom room = new FleetRoom(20, outage)) {
      room.start(
          room.settings("host-0").set(Setting.MESSAGES_PER_MINUTE, "1").set(Setting.BURST, "1"));
      room.run(SECOND);
      outage.losses.put("answer to claim", 2);
      everywhere(room, 1);
      room.run(Duration.ofSeconds(5));

      assertThat(new Firsts(room).secondsOf(1)).isBetween(2.0, 4.0);
    }
  }

  @Test
  void problemsGivenBack_areGivenBackAlthoughTheFirstRequestIsLost() {
    Outage outage = new Outage();
    try (FleetRoom room = new FleetRoom(21, outage)) {
      room.start(2);
      room.run(SECOND);
      outage.losses.put("request of release", 2);
      // the list names ten of twelve
      for (int i = 0; i < 12; i++) {
        room.instances.get(0).append(problem(i));
      }
      room.runUntil(Duration.ofMillis(2_900));
      room.instances.get(0).kill();
      for (int i = 0; i < 12; i++) {
        room.instances.get(1).append(problem(i));
      }
      room.runUntil(Duration.ofSeconds(12));

      Firsts firsts = new Firsts(room);
      for (int i = 0; i < 12; i++) {
        assertThat(firsts.secondsOf(i)).as("problem %d: %s", i, room.messages).isLessThan(8.0);
      }
    }
  }

  @Test
  void firstBlock_waitsForFirstNoticesOfOthers() {
    try (FleetRoom room = new FleetRoom(22)) {
      room.start(3);
      room.every(
          SECOND,
          SECOND,
          Duration.ofSeconds(20),
          () -> IntStream.range(0, 30).forEach(i -> everywhere(room, i)));
      room.runUntil(Duration.ofSeconds(7));
      int lists = room.messages.size();
      room.runUntil(Duration.ofSeconds(12));

      assertThat(lists).isEqualTo(3);
      assertThat(room.messages.get(3).notices().get(0).kind).isEqualTo(ShownNotice.Kind.BLOCK);
    }
  }

  @Test
  void senderThatCanListMoreProblems_goesFirst() {
    try (FleetRoom room = new FleetRoom(25)) {
      room.start(3);
      room.run(SECOND);
      log(room.instances.get(0), 0, 10);
      room.run(Duration.ofMillis(100));
      log(room.instances.get(1), 0, 11); // of which ten are in the first list
      log(room.instances.get(2), 11, 15);
      room.run(Duration.ofSeconds(5));

      assertThat(room.messages)
          .extracting(message -> message.sender.name)
          .containsExactly("host-0", "host-2", "host-1");
    }
  }

  @Test
  void newProblemThatHasWaitedLongest_isPostedBeforeTwoOthers() {
    try (FleetRoom room = new FleetRoom(27)) {
      for (int i = 0; i < 3; i++) {
        room.start(room.settings("host-" + i).set(Setting.BURST, "1"));
      }
      room.run(SECOND);
      log(room.instances.get(0), 0, 1);
      room.run(Duration.ofMillis(100));
      log(room.instances.get(1), 1, 2);
      room.run(Duration.ofMillis(3_400));
      log(room.instances.get(2), 2, 4);
      room.run(Duration.ofSeconds(15));

      assertThat(room.messages)
          .extracting(message -> message.sender.name)
          .containsExactly("host-0", "host-1", "host-2", "host-2");
    }
  }

  private static void log(FleetRoom.Instance instance, int from, int to) {
    IntStream.range(from, to).forEach(i -> instance.append(problem(i)));
  }

  @Test
  void error_isClaimedBeforeMoreWarningsThanARequestNames() {
    try (FleetRoom room = new FleetRoom(24)) {
      FleetRoom.Instance instance = room.start(room.settings("host-0").set(Setting.LEVEL, "WARN"));
      room.run(SECOND);
      for (int i = 0; i < 150; i++) {
        instance.append(FakeEvent.of(Severity.WARN, "warning").logger("com.acme.W" + i));
      }
      instance.append(problem(200));
      room.run(Duration.ofSeconds(3));

      assertThat(new Firsts(room).secondsOf(200)).as("%s", room.messages).isBetween(2.0, 3.0);
    }
  }

  @Test
  void storeThatLosesItsData_learnsAllCountsAgain() {
    try (FleetRoom room = new FleetRoom(18)) {
      room.start(10);
      room.every(SECOND, SECOND, Duration.ofMinutes(2), () -> everywhere(room, 1));
      room.at(Duration.ofMinutes(5), room.store::flush);
      room.every(
          SECOND,
          Duration.ofSeconds(330),
          TEN_MINUTES,
          () -> room.instances.get(3).append(problem(1)));
      room.runUntil(TEN_MINUTES.plusHours(2));

      Firsts firsts = new Firsts(room);
      assertThat(firsts.duplicates()).isEmpty();
      assertThat(firsts.wrong()).isEmpty();
      assertThat(firsts.events()).isEqualTo(10 * 119 + 270);
      assertThat(last(room).total).isEqualTo(10 * 119 + 270);
      assertThat(last(room).text).contains("10 hosts");
      room.stopAll();
      assertThat(room.assertAccounts()).isEqualTo(10 * 119 + 270);
    }
  }

  @Test
  void storeThatLosesItsData_causesNoSecondQuietNotice() {
    try (FleetRoom room = new FleetRoom(19)) {
      room.start(10);
      room.every(SECOND, SECOND, Duration.ofMinutes(12), () -> everywhere(room, 1));
      room.at(Duration.ofMinutes(40), room.store::flush);
      room.runUntil(Duration.ofHours(2));

      assertThat(room.messages)
          .as("%s", room.messages)
          .filteredOn(message -> message.text().contains("quiet, last at"))
          .hasSize(1);
      assertThat(room.messages).allMatch(message -> message.nanos < 30 * 60e9);
    }
  }

  @Test
  void storeThatIsSilentForFourSeconds_delaysNewsAndIsNotLost() {
    Outage outage = new Outage();
    try (FleetRoom room = new FleetRoom(16, outage)) {
      room.start(5);
      everywhere(room, 2);
      room.at(Duration.ofSeconds(60), () -> outage.down = true);
      room.at(Duration.ofSeconds(61), () -> everywhere(room, 1));
      room.at(Duration.ofSeconds(64), () -> outage.down = false);
      room.runUntil(Duration.ofSeconds(70));

      Firsts firsts = new Firsts(room);
      assertThat(firsts.secondsOf(1)).isBetween(64.0, 65.0);
      assertThat(firsts.duplicates()).isEmpty();
      assertThat(room.instances)
          .allSatisfy(
              each ->
                  assertThat(each.rig.diagnostics.lines())
                      .noneMatch(line -> line.contains("the fleet does not answer")));
    }
  }

  @Test
  void senderThatStopsWhenTheStoreFallsSilent_postsItsEvents() {
    Outage outage = new Outage();
    try (FleetRoom room = new FleetRoom(17, outage)) {
      room.start(1);
      everywhere(room, 2);
      room.runUntil(Duration.ofSeconds(60));
      outage.down = true;
      everywhere(room, 1);
      room.instances.get(0).rig.close(Duration.ofSeconds(3));
      room.run(Duration.ofSeconds(4));

      assertThat(new Firsts(room).secondsOf(1)).isBetween(61.0, 62.0);
      assertThat(room.assertAccounts()).isEqualTo(2);
    }
  }

  @Test
  void firstNoticeThatIsRepeatedWhileItsSenderJoins_countsItsEventsOnce() {
    Outage outage = new Outage();
    try (FleetRoom room = new FleetRoom(15, outage)) {
      room.start(2);
      everywhere(room, 2);
      room.at(Duration.ofSeconds(10), () -> outage.down = true);
      room.at(Duration.ofSeconds(30), () -> room.broken = true);
      room.at(Duration.ofSeconds(30), () -> room.instances.get(0).append(problem(1), 7));
      room.at(Duration.ofSeconds(36), () -> outage.down = false);
      room.at(Duration.ofSeconds(44), () -> room.instances.get(0).append(problem(1), 3));
      room.at(Duration.ofSeconds(45), () -> room.broken = false);
      room.at(Duration.ofSeconds(45), () -> room.instances.get(1).append(problem(1)));
      room.runUntil(Duration.ofMinutes(10));

      assertThat(new Firsts(room).secondsOf(1)).isLessThan(50);
      assertThat(counts(room)).as("%s", room.messages).isEqualTo(2 + 11);
      assertThat(last(room).total).as("%s", room.messages).isEqualTo(11);
      room.stopAll();
      assertThat(room.assertAccounts()).isEqualTo(2 + 11);
    }
  }

  @Test
  void sendersThatStopWhileTheStoreIsDown_settleAllTheirEvents() {
    Outage outage = new Outage();
    try (FleetRoom room = new FleetRoom(11, outage)) {
      room.start(4);
      room.every(SECOND, SECOND, TEN_MINUTES, () -> everywhere(room, 1));
      room.at(Duration.ofMinutes(2), () -> outage.down = true);
      room.runUntil(Duration.ofSeconds(200));
      room.stopAll();

      // events beyond the local share of the budget are dropped, and counted
      assertThat(room.assertAccounts()).isGreaterThan(4 * 190);
    }
  }

  @Test
  void rollingDeploy_keepsTheCountsAndTheThread() {
    try (FleetRoom room = new FleetRoom(6)) {
      room.start(6);
      room.every(SECOND, SECOND, TEN_MINUTES, () -> everywhere(room, 1));
      for (int i = 0; i < 6; i++) {
        int old = i;
        Duration time = Duration.ofSeconds(60 + 30 * i).plusMillis(500);
        room.at(time, () -> room.start(room.settings("new-" + old)));
        room.at(time.plusSeconds(2), () -> room.instances.get(old).requestStop());
      }
      room.runUntil(TEN_MINUTES.plusHours(2));
      room.stopAll();

      long appended = room.instances.stream().mapToLong(FleetRoom.Instance::appended).sum();
      assertThat(new Firsts(room).duplicates()).isEmpty();
      assertThat(room.refused()).isZero();
      assertThat(room.assertAccounts()).isEqualTo(appended);
      assertThat(counts(room)).as("%s", room.messages).isEqualTo(appended);
      assertThat(last(room).total).isEqualTo(appended);
    }
  }

  @Test
  void instancesThatStopOneAfterTheOther_reportAllTheirEvents() {
    try (FleetRoom room = new FleetRoom(11)) {
      room.start(5);
      room.every(SECOND, SECOND, Duration.ofSeconds(100), () -> everywhere(room, 1));
      // one that the others never meet
      room.every(
          SECOND, SECOND, Duration.ofSeconds(100), () -> room.instances.get(1).append(problem(2)));
      for (int i = 0; i < 5; i++) {
        int index = i;
        room.at(
            Duration.ofMillis(100_000 + 700 * i), () -> room.instances.get(index).requestStop());
      }
      room.runUntil(Duration.ofMinutes(5));

      assertThat(room.assertAccounts()).isEqualTo(6 * 99);
      assertThat(counts(room)).as("%s", room.messages).isEqualTo(6 * 99);
    }
  }

  @Test
  void ownerThatStopsAndOwesBlocks_reportsEventsOfOthersOnce() {
    try (FleetRoom room = new FleetRoom(26)) {
      room.start(10);
      room.every(
          SECOND,
          SECOND,
          Duration.ofSeconds(60),
          () -> IntStream.range(0, 40).forEach(i -> everywhere(room, i)));
      for (int i = 0; i < 10; i++) {
        room.at(Duration.ofSeconds(60 + i), room.instances.get(i)::requestStop);
      }
      room.runUntil(Duration.ofMinutes(5));

      assertThat(room.assertAccounts()).isEqualTo(10 * 40 * 59);
      assertThat(new Firsts(room).wrong()).isEmpty();
      assertThat(counts(room)).as("%s", room.messages).isEqualTo(10 * 40 * 59);
    }
  }

  @Test
  void instancesThatStopTogether_reportAllTheirEvents() {
    try (FleetRoom room = new FleetRoom(12)) {
      room.start(5);
      room.every(SECOND, SECOND, Duration.ofSeconds(100), () -> everywhere(room, 1));
      room.at(
          Duration.ofSeconds(100), () -> room.instances.forEach(FleetRoom.Instance::requestStop));
      room.runUntil(Duration.ofMinutes(5));

      assertThat(room.assertAccounts()).isEqualTo(5 * 99);
      assertThat(counts(room)).as("%s", room.messages).isEqualTo(5 * 99);
    }
  }

  @Test
  void senderThatStopsWhileOthersGoOn_postsOneMessage() {
    try (FleetRoom room = new FleetRoom(23)) {
      room.start(10);
      room.every(
          Duration.ofMillis(200),
          SECOND,
          TEN_MINUTES,
          () ->
              room.instances.stream()
                  .filter(FleetRoom.Instance::isRunning)
                  .forEach(each -> each.append(problem(1))));
      room.runUntil(Duration.ofSeconds(100));
      FleetRoom.Instance owner = room.messages.get(0).sender;
      int before = room.messages.size();
      owner.requestStop();
      room.run(Duration.ofSeconds(10));

      assertThat(owner.isRunning()).isFalse();
      assertThat(owner.rig.stats().droppedTotal()).isZero();
      assertThat(room.messages).as("%s", room.messages).hasSize(before + 1);
      room.runUntil(TEN_MINUTES.plusHours(2));
      room.stopAll();
      assertThat(counts(room)).isEqualTo(room.assertAccounts());
    }
  }

  @Test
  void instancesWithDifferentSettings_shareTheTightestBudget() {
    try (FleetRoom room = new FleetRoom(7)) {
      room.start(
          room.settings("tight")
              .set(Setting.MESSAGES_PER_MINUTE, "6")
              .set(Setting.BURST, "1")
              .set(Setting.UPDATE_INTERVAL, "30 s"));
      room.start(
          room.settings("threads").set(Setting.FIRST_WAIT, "3 s").set(Setting.DIGEST_AT, "9"));
      room.start(3);
      room.every(
          SECOND,
          SECOND,
          TEN_MINUTES,
          () -> {
            for (int i = 0; i < 12; i++) {
              everywhere(room, i);
            }
          });
      room.runUntil(TEN_MINUTES.plusHours(2));
      room.stopAll();

      assertThat(room.refused()).isZero();
      assertThat(room.messages.stream().filter(message -> message.nanos < TEN_MINUTES.toNanos()))
          .hasSizeLessThanOrEqualTo(5 + 60);
      assertThat(room.assertAccounts()).isEqualTo(5 * 599 * 12);
      assertThat(counts(room)).isEqualTo(5 * 599 * 12);
    }
  }

  @Test
  void groupingSwitchedOffOnOneInstance_losesNoEvents() {
    try (FleetRoom room = new FleetRoom(28)) {
      room.start(2);
      room.every(SECOND, SECOND, Duration.ofSeconds(30), () -> everywhere(room, 1));
      Settings ungrouped =
          room.settings("host-1").set(Setting.GROUP_BY, "none").set(Setting.THREAD_BY, "logger");
      room.at(Duration.ofMillis(29_500), () -> room.instances.get(1).rig.reconfigure(ungrouped));
      room.runUntil(Duration.ofMinutes(5));
      room.stopAll();

      assertThat(room.assertAccounts()).isEqualTo(2 * 29);
      // the other may be about to switch as well, so both report what the store knows
      assertThat(room.messages).hasSize(3);
      assertThat(room.messages.get(1).text()).contains("1 ongoing problem, ×29 more");
      assertThat(last(room).text).contains("×54 more, ×56 since");
    }
  }

  @Test
  void groupingSwitchedOffDuringAPost_doesNotStopTheSender() {
    try (FleetRoom room = new FleetRoom(31)) {
      room.start(1);
      FleetRoom.Instance instance = room.instances.get(0);
      room.run(SECOND);
      instance.append(problem(1));
      room.run(Duration.ofMillis(1_050)); // the first notice is on its way
      instance.rig.reconfigure(
          room.settings("host-0").set(Setting.GROUP_BY, "none").set(Setting.THREAD_BY, "logger"));
      room.run(SECOND);
      instance.append(problem(2));
      room.run(Duration.ofMinutes(1));

      assertThat(room.messages).hasSize(2);
      room.stopAll();
      assertThat(room.assertAccounts()).isEqualTo(2);
    }
  }

  @Test
  void instancesThatLeaveTheFleetAtRunTime_postTheirEventsThemselves() {
    try (FleetRoom room = new FleetRoom(29)) {
      room.start(3);
      room.every(SECOND, SECOND, Duration.ofSeconds(30), () -> everywhere(room, 1));
      room.at(
          Duration.ofSeconds(45),
          () -> room.instances.forEach(each -> each.rig.reconfigure(LoopRig.grouped())));
      room.runUntil(Duration.ofMinutes(5));
      room.stopAll();

      assertThat(room.assertAccounts()).isEqualTo(3 * 29);
      assertThat(room.messages)
          .extracting(FleetRoom.Posted::text)
          .satisfiesExactly(
              text -> assertThat(text).contains("×2 · "),
              text -> assertThat(text).contains("×27 more, ×29 since"),
              text -> assertThat(text).contains("×29 more, ×29 since"),
              text -> assertThat(text).contains("×29 more, ×29 since"));
    }
  }

  @Test
  void ownerThatStops_reportsEventsOfSendersThatHaveEnded() {
    try (FleetRoom room = new FleetRoom(32)) {
      room.start(3);
      room.instances.get(2).append(problem(2)); // it never has the other problem
      for (int i = 0; i < 2; i++) {
        FleetRoom.Instance instance = room.instances.get(i);
        room.every(SECOND, SECOND, Duration.ofSeconds(10), () -> instance.append(problem(1)));
      }
      room.runUntil(Duration.ofSeconds(70)); // after the update
      FleetRoom.Instance owner = room.messages.get(room.messages.size() - 1).sender;
      FleetRoom.Instance other = room.instances.get(owner == room.instances.get(0) ? 1 : 0);
      other.append(problem(1), 5);
      room.run(Duration.ofSeconds(7));
      other.stop();
      room.run(SECOND);
      owner.stop();

      assertThat(room.instances.get(2).isRunning()).isTrue();
      assertThat(counts(room)).as("%s", room.messages).isEqualTo(2 * 9 + 5 + 1);
      room.stopAll();
      assertThat(room.assertAccounts()).isEqualTo(2 * 9 + 5 + 1);
    }
  }

  @Test
  void senderThatStopsAlone_keepsNothingForSendersWithoutTheProblem() {
    try (FleetRoom room = new FleetRoom(33)) {
      room.start(2);
      room.instances.get(1).append(problem(2));
      FleetRoom.Instance instance = room.instances.get(0);
      room.every(SECOND, SECOND, Duration.ofSeconds(20), () -> instance.append(problem(1)));
      room.runUntil(Duration.ofSeconds(30));
      room.broken = true;
      instance.stop();

      assertThat(instance.rig.stats().droppedTotal()).isEqualTo(17);
    }
  }

  @Test
  void problemsBeyondARequestsUsualSize_areReportedAtTheEnd() {
    try (FleetRoom room = new FleetRoom(34)) {
      room.start(2);
      log(room.instances.get(0), 0, 250);
      room.run(Duration.ofMillis(800));
      room.instances.get(0).stop();

      assertThat(room.messages.get(0).text()).contains("249 new problems");
      assertThat(room.instances.get(0).rig.stats().reported()).isEqualTo(250);
    }
  }

  @Test
  void instanceThatIsRenamedAtRunTime_isCountedOnce() {
    try (FleetRoom room = new FleetRoom(30)) {
      room.start(3);
      room.every(SECOND, SECOND, Duration.ofSeconds(30), () -> everywhere(room, 1));
      for (int i = 0; i < 3; i++) {
        FleetRoom.Instance instance = room.instances.get(i);
        Settings renamed = room.settings("new-" + i);
        room.at(Duration.ofMillis(15_500 + 1_000L * i), () -> instance.rig.reconfigure(renamed));
      }
      room.runUntil(Duration.ofMinutes(5));
      room.stopAll();

      assertThat(room.assertAccounts()).isEqualTo(3 * 29);
      assertThat(counts(room)).as("%s", room.messages).isEqualTo(3 * 29);
      assertThat(last(room).total).isEqualTo(3 * 29);
      assertThat(last(room).text).contains("on 3 hosts");
    }
  }

  @Test
  void applicationsAndEnvironmentsInOneSpace_areCountedApart() {
    try (FleetRoom room = new FleetRoom(8)) {
      for (String application : List.of("shop", "pay")) {
        for (String environment : List.of("prod", "test")) {
          for (int i = 0; i < 2; i++) {
            room.start(
                room.settings(application + "-" + environment + i)
                    .set(Setting.APPLICATION, application)
                    .set(Setting.ENVIRONMENT, environment));
          }
        }
      }
      room.every(SECOND, SECOND, TEN_MINUTES, () -> everywhere(room, 1));
      room.runUntil(TEN_MINUTES.plusHours(2));

      assertThat(room.refused()).isZero();
      Map<String, List<String>> threads =
          room.messages.stream()
              .collect(
                  Collectors.groupingBy(
                      message -> message.post().threadKey(),
                      Collectors.mapping(FleetRoom.Posted::text, Collectors.toList())));
      assertThat(threads).hasSize(4);
      assertThat(threads.values())
          .allSatisfy(
              texts -> {
                assertThat(texts.subList(1, texts.size())).noneMatch(text -> text.contains("```"));
                assertThat(texts.get(texts.size() - 1))
                    .contains("×1,198 since")
                    .contains("2 hosts");
              });
      room.stopAll();
      assertThat(room.assertAccounts()).isEqualTo(8 * 599);
    }
  }

  @Test
  void muteOfAnInstanceThatMovesToAnotherFleet_holdsThere() {
    try (FleetRoom room = new FleetRoom(35);
        FleetRoom other = new FleetRoom(35)) {
      room.start(1);
      FleetRoom.Instance instance = room.instances.get(0);
      room.every(SECOND, SECOND, TEN_MINUTES, () -> instance.append(problem(1)));
      room.runUntil(Duration.ofSeconds(30));
      String id = room.messages.get(0).text().replaceAll("(?s).* id `([0-9a-f]{8})`.*", "$1");
      instance.rig.mutes.mute(
          id,
          instance.rig.clock.instant().plus(TEN_MINUTES),
          room.ticker.read() + TEN_MINUTES.toNanos());
      instance.wake();
      room.runUntil(Duration.ofSeconds(60));
      other.runUntil(room.elapsed());
      instance.rig.reconfigure(room.settings("host-0").set(Setting.FLEET, other.address));
      for (int i = 0; i < 48_000; i++) {
        room.run(Duration.ofMillis(10));
        other.run(Duration.ofMillis(10));
      }

      assertThat(room.messages).hasSize(2);
      assertThat(room.messages.get(1).text()).contains("muted until");
      assertThat(other.store.requests()).isPositive();
    }
  }

  @Test
  void flushWithBlocksAlone_doesNotWaitForTheFleetsPermit() {
    try (FleetRoom room = new FleetRoom(36)) {
      room.start(2);
      room.run(SECOND);
      log(room.instances.get(0), 0, 5); // a list, which owes five blocks
      room.run(Duration.ofMillis(1_500));
      for (int i = 10; i < 14; i++) {
        log(room.instances.get(1), i, i + 1); // takes what is left of the burst
        room.run(Duration.ofMillis(1_300));
      }
      FlushRequest flush = room.instances.get(0).rig.flush(Duration.ofSeconds(60));
      room.instances.get(0).wake();
      room.run(Duration.ofSeconds(2));

      assertThat(flush.isComplete()).isTrue();
    }
  }

  @Test
  void muteOnOneInstance_holdsOnAll() {
    try (FleetRoom room = new FleetRoom(9)) {
      room.start(5);
      room.every(SECOND, SECOND, TEN_MINUTES.multipliedBy(2), () -> everywhere(room, 1));
      room.runUntil(Duration.ofSeconds(30));
      String id = room.messages.get(0).text().replaceAll("(?s).* id `([0-9a-f]{8})`.*", "$1");
      FleetRoom.Instance other =
          room.instances.stream()
              .filter(each -> each != room.messages.get(0).sender)
              .findFirst()
              .get();
      other.rig.mutes.mute(
          id,
          other.rig.clock.instant().plus(TEN_MINUTES),
          room.ticker.read() + TEN_MINUTES.toNanos());
      other.wake();
      room.runUntil(Duration.ofMinutes(40).plusHours(2));

      List<FleetRoom.Posted> muted = new ArrayList<>(room.messages);
      muted.removeIf(message -> message.nanos < 45e9 || message.nanos > 629e9);
      assertThat(muted).isEmpty();
      assertThat(room.messages.get(1).text()).contains("muted until");
      assertThat(room.messages.get(2).text()).contains("mute over");
      assertThat(room.messages.get(2).seconds()).isBetween(630.0, 650.0);
      assertThat(counts(room)).isEqualTo(5 * 1_199);
    }
  }

  @Test
  void unmuteOnAnotherInstance_endsTheMuteOnAll() {
    try (FleetRoom room = new FleetRoom(10)) {
      room.start(4);
      room.every(SECOND, SECOND, TEN_MINUTES, () -> everywhere(room, 1));
      room.runUntil(Duration.ofSeconds(30));
      String id = room.messages.get(0).text().replaceAll("(?s).* id `([0-9a-f]{8})`.*", "$1");
      LoopRig first = room.instances.get(0).rig;
      first.mutes.mute(
          id,
          first.clock.instant().plus(Duration.ofHours(1)),
          room.ticker.read() + Duration.ofHours(1).toNanos());
      room.instances.get(0).wake();
      room.runUntil(Duration.ofSeconds(100));
      assertThat(room.instances).allMatch(each -> each.rig.mutes.endOf(id) != null);
      room.instances.get(3).rig.mutes.unmute(id);
      room.instances.get(3).wake();
      room.runUntil(Duration.ofMinutes(2));

      assertThat(last(room).line).contains("mute over");
      assertThat(room.instances).noneMatch(each -> each.rig.mutes.endOf(id) != null);
    }
  }

  private static FakeEvent problem(int number) {
    Exception failure = new IllegalStateException("of Problem" + number + "x");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.P" + number, "run", "P.java", number)
        });
    return FakeEvent.error("Problem" + number + "x").logger("com.acme.L" + number).thrown(failure);
  }

  private static void everywhere(FleetRoom room, int problem) {
    room.instances.stream()
        .filter(FleetRoom.Instance::isRunning)
        .forEach(instance -> instance.append(problem(problem)));
  }

  /** Returns how many events the messages report. */
  private static long counts(FleetRoom room) {
    return new Firsts(room).events();
  }

  private static ShownNotice last(FleetRoom room) {
    List<ShownNotice> notices = room.messages.get(room.messages.size() - 1).notices();
    return notices.get(notices.size() - 1);
  }

  /** A network without faults but those that a test asks for. */
  private static final class Outage implements SimulatedNetwork.Faults {

    private boolean down;
    private boolean refused;
    private Duration loading = Duration.ZERO;
    private final Map<String, Integer> losses = new HashMap<>();

    @Override
    public boolean losesRequest(String kind) {
      return loses("request of " + kind);
    }

    @Override
    public boolean losesAnswer(String kind) {
      return loses("answer to " + kind);
    }

    private boolean loses(String what) {
      return losses.computeIfPresent(what, (key, left) -> left - 1) != null
          && losses.get(what) >= 0;
    }

    @Override
    public boolean isRefused() {
      return refused;
    }

    @Override
    public long loadingNanos() {
      return loading.toNanos();
    }

    @Override
    public long latencyNanos() {
      return TimeUnit.MILLISECONDS.toNanos(1);
    }

    @Override
    public boolean losesRequest() {
      return false;
    }

    @Override
    public boolean losesAnswer() {
      return false;
    }

    @Override
    public boolean isDown() {
      return down;
    }
  }
}
