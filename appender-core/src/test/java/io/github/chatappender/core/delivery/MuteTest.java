/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.OpenProblem;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Mutes problems on a virtual clock; the rig checks the accounts after each step. */
class MuteTest {

  private final LoopRig rig = new LoopRig(LoopRig.grouped());

  @Test
  void mutedProblem_isCountedAndItsEndCarriesTheCount() {
    String id = posted();

    mute(id, Duration.ofHours(1));
    rage(60);

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(1).text())
        .isEqualTo(
            "🔇 *ERROR* shop — boom in `A` · muted until 2026-03-01 13:00Z, ×1 since 12:00:00Z");
    assertThat(rig.post(1).threadKey()).isEqualTo(rig.post(0).threadKey());
    assertThat(rig.stats().pending()).isEqualTo(60);

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(2).text())
        .isEqualTo(
            "🔴 *ERROR* shop — boom in `A` · mute over, ×60 more, ×61 since 12:00:00Z, last at"
                + " 12:01:06Z");
    assertThat(rig.post(2).millis()).isEqualTo(3_605_000);
    assertThat(rig.post(2).threadKey()).isEqualTo(rig.post(0).threadKey());
    rig.assertAccounts(61, 0);

    rig.run(Duration.ofHours(3));

    assertThat(rig.posts()).as("no quiet notice after it").hasSize(3);
  }

  @Test
  void problemThatDoesNotReturn_endsItsMuteWithALine() {
    String id = posted();

    mute(id, Duration.ofMinutes(1));
    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(2).text())
        .contains(" · mute over, no events meanwhile, ×1 since 12:00:00Z, last at 12:00:00Z");
  }

  @Test
  void mutedProblemThatWasNeverPosted_isPostedInFullAtTheEnd() {
    mute(idOf("boom"), Duration.ofMinutes(10));

    rage(5);
    rig.run(Duration.ofMinutes(5));
    assertThat(rig.posts()).isEmpty();
    rig.run(Duration.ofMinutes(6));

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).text())
        .contains("id `" + idOf("boom") + "`", " · ×5 since 12:00:02Z · ");
    rig.assertAccounts(5, 0);
  }

  @Test
  void higherLevel_isPostedOnceAndTheMuteGoesOn() {
    String id = posted();
    mute(id, Duration.ofHours(1));

    for (int i = 0; i < 3; i++) {
      rig.append(event(Severity.FATAL));
      rig.run(Duration.ofMinutes(5));
    }

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(2).text())
        .startsWith("🔥 *FATAL* shop — boom in `A` · rising: ×1 more, ×2 since 12:00:00Z")
        .contains(", still muted until 2026-03-01 13:00Z");
    assertThat(rig.stats().pending()).isEqualTo(2);

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(4);
    assertThat(rig.post(3).text()).contains(" · mute over, ×2 more, ×4 since");
    rig.assertAccounts(4, 0);
  }

  @Test
  void tenfoldRate_isPostedOnceAndTheMuteGoesOn() {
    String id = posted();
    for (int i = 0; i < 5; i++) {
      rig.append("boom");
    }
    rig.runUntilMillis(61_000); // an update shows 5 events a minute
    mute(id, Duration.ofHours(1));

    for (int i = 0; i < 600; i++) {
      rig.append("boom");
      rig.run(Duration.ofMillis(25));
    }
    rig.run(Duration.ofMinutes(10));

    assertThat(rig.texts()).filteredOn(text -> text.contains("rising: ")).hasSize(1);
    assertThat(rig.texts()).noneMatch(text -> text.contains("mute over"));
    assertThat(rig.stats().pending()).isPositive();
  }

  @Test
  void criticalEvents_areNeverMuted() {
    mute(idOf("boom"), Duration.ofHours(1));

    rig.critical("boom");
    rig.run(Duration.ofSeconds(10));

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).text()).contains("ERROR critical", "id `" + idOf("boom") + "`");
  }

  @Test
  void unmutedProblem_isPostedAtOnce() {
    String id = posted();
    mute(id, Duration.ofDays(7));
    rage(5);

    assertThat(rig.mutes.unmute(id)).isTrue();
    rig.settle();
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(2).text()).contains(" · mute over, ×5 more");
    assertThat(rig.mutes.unmute(id)).isFalse();
  }

  @Test
  void muteThatEndsBeforePeopleSawIt_leavesNoTrace() {
    String id = posted();

    muteUnseen(id, Duration.ofHours(1));
    rig.mutes.unmute(id);
    rage(3);
    rig.runUntilMillis(62_000);

    assertThat(rig.texts()).noneMatch(text -> text.contains("mute"));
    assertThat(rig.post(1).text()).contains("×3 more");
  }

  @Test
  void longerMute_isPostedWithItsNewEnd() {
    String id = posted();
    mute(id, Duration.ofMinutes(10));

    mute(id, Duration.ofHours(2));
    rage(1);
    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(2).text()).contains(" · muted until 2026-03-01 14:00Z");
  }

  @Test
  void longerMuteThatEndsBeforePeopleSawIt_endsWithALine() {
    String id = posted();
    mute(id, Duration.ofMinutes(10));
    rage(3);

    muteUnseen(id, Duration.ofHours(2));
    rig.mutes.unmute(id);
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(2).text()).contains(" · mute over, ×3 more");
  }

  @Test
  void problemThatOnlyAnEscalationHasShown_endsItsMuteWithALine() {
    String id = idOf("boom");
    mute(id, Duration.ofMinutes(10));
    rage(3);
    rig.append(event(Severity.FATAL));
    rig.run(Duration.ofMinutes(1));
    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).text()).contains("still muted until 2026-03-01 12:10Z", "id `" + id);

    rage(2);
    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(1).text()).contains(" · mute over, ×2 more, ×6 since");
    rig.assertAccounts(6, 0);
  }

  @Test
  void muteMessageThatIsGivenUp_isPostedLater() {
    String id = posted();
    rig.transport.next(5, Reply.status(500));

    mute(id, Duration.ofHours(12));
    rage(2);
    rig.run(Duration.ofMinutes(30));

    List<String> delivered = deliveredTexts();
    assertThat(delivered).hasSize(2);
    assertThat(delivered.get(1)).contains(" · muted until ");
    rig.run(Duration.ofHours(12));
    rig.assertAccounts(3, 0);
  }

  @Test
  void flush_doesNotWaitForMutedProblems() {
    String id = posted();
    mute(id, Duration.ofHours(1));
    rage(3);
    rig.append("another problem");

    FlushRequest flush = rig.flush(Duration.ofSeconds(30));
    rig.run(Duration.ofSeconds(5));

    assertThat(flush.isComplete()).isTrue();
    assertThat(rig.stats().pending()).isEqualTo(3);
    assertThat(rig.texts()).filteredOn(text -> text.contains("another problem")).hasSize(1);
  }

  @Test
  void close_endsTheMuteAndReportsTheCount() {
    String id = posted();
    mute(id, Duration.ofDays(1));
    rage(3);

    FlushRequest close = rig.close(Duration.ofSeconds(3));
    rig.run(Duration.ofSeconds(3));

    assertThat(close.isComplete()).isTrue();
    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(2).text()).contains(" · mute over, ×3 more");
    rig.assertAccounts(4, 0);
  }

  @Test
  void endOfGrouping_reportsMutedProblems() {
    String id = posted();
    mute(id, Duration.ofDays(1));
    rage(3);

    rig.reconfigure(LoopRig.grouped().set(Setting.GROUP_BY, "none"));
    rig.run(Duration.ofSeconds(10));

    rig.assertAccounts(4, 0);
  }

  @Test
  void severalProblemsOfOneId_areMutedTogether() {
    LoopRig tenants = new LoopRig(LoopRig.grouped().set(Setting.THREAD_BY, "mdc:tenant"));
    for (String tenant : List.of("a", "b")) {
      tenants.append(FakeEvent.error("boom").logger("com.acme.A").mdc("tenant", tenant));
    }
    tenants.run(Duration.ofSeconds(5));
    List<OpenProblem> open = tenants.loop.openProblems().listed;
    assertThat(open).extracting(OpenProblem::id).containsOnly(open.get(0).id());

    tenants.mutes.mute(
        open.get(0).id(),
        tenants.clock.instant().plusSeconds(600),
        tenants.ticker.read() + 600_000_000_000L);
    tenants.run(Duration.ofSeconds(5));

    assertThat(tenants.texts()).filteredOn(text -> text.contains("muted until")).hasSize(2);
  }

  @Test
  void openProblem_saysUntilWhenItIsMuted() {
    String id = posted();

    mute(id, Duration.ofMinutes(5));
    rig.run(Duration.ofMinutes(2));

    OpenProblem open = rig.loop.openProblems().listed.get(0);
    assertThat(open.mutedUntil()).isEqualTo(Instant.parse("2026-03-01T12:05:05Z"));
    assertThat(rig.mutes.ends()).containsOnlyKeys(id);
  }

  @Test
  void storm_ofAMutedProblem_keepsTheCountExact() {
    String id = posted();
    mute(id, Duration.ofMinutes(30));

    for (int i = 0; i < 20_000; i++) {
      rig.append("boom");
      if (i % 100 == 0) {
        rig.run(Duration.ofMillis(250));
      }
    }
    rig.run(Duration.ofHours(1));

    assertThat(rig.texts()).filteredOn(text -> text.contains("mute over")).hasSize(1);
    rig.assertAccounts(20_001, 0);
  }

  /** Posts a problem; returns its id. Five seconds have passed then. */
  private String posted() {
    rig.append("boom");
    rig.runUntilMillis(5_000);
    assertThat(rig.posts()).hasSize(1);
    return rig.loop.openProblems().listed.get(0).id();
  }

  private static String idOf(String message) {
    LoopRig other = new LoopRig(LoopRig.grouped());
    other.append(message);
    other.settle();
    return other.loop.openProblems().listed.get(0).id();
  }

  private void mute(String id, Duration duration) {
    muteUnseen(id, duration);
    rig.run(Duration.ofSeconds(2));
  }

  private void muteUnseen(String id, Duration duration) {
    assertThat(
            rig.mutes.mute(
                id, rig.clock.instant().plus(duration), rig.ticker.read() + duration.toNanos()))
        .isTrue();
  }

  private FakeEvent event(Severity severity) {
    return FakeEvent.of(severity, "boom")
        .logger("com.acme.A")
        .timeMillis(rig.clock.instant().toEpochMilli());
  }

  private List<String> deliveredTexts() {
    return rig.posts().stream()
        .filter(SentPost::isDelivered)
        .map(SentPost::text)
        .collect(Collectors.toList());
  }

  private void rage(int seconds) {
    for (int second = 0; second < seconds; second++) {
      rig.append("boom");
      rig.run(Duration.ofSeconds(1));
    }
  }
}
