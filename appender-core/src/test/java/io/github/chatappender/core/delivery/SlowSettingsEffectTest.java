/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.SimulatedFleets;
import io.github.chatappender.core.testing.SimulatedStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that settings change the messages, for those that take minutes (of virtual time). */
public class SlowSettingsEffectTest {

  @Test
  void updateIntervalIsDoubledUpToUpdateMax() {
    LoopRig rig = new LoopRig(grouped());

    rage(rig, 500);

    assertThat(rig.postMillis()).containsExactly(1_000L, 61_000L, 181_000L, 421_000L);
  }

  @Test
  void updateMax_limitsTheDoubling() {
    LoopRig rig = new LoopRig(grouped().set(Setting.UPDATE_MAX, "60 s"));

    rage(rig, 310);

    assertThat(rig.postMillis())
        .containsExactly(1_000L, 61_000L, 121_000L, 181_000L, 241_000L, 301_000L);
  }

  @ParameterizedTest
  @CsvSource({"1 min, 60000", "15 min, 900000", "1 d, 86400000"})
  void quietAfter_isTheSilenceThatEndsAProblem(String quietAfter, long millis) {
    LoopRig rig =
        new LoopRig(
            grouped().set(Setting.QUIET_AFTER, quietAfter).set(Setting.QUIET_NOTICE, "always"));
    rig.append("boom");

    rig.run(Duration.ofDays(2));

    assertThat(rig.postMillis()).containsExactly(1_000L, millis);
    assertThat(rig.post(1).text())
        .startsWith("✅ *ERROR* shop — boom in `A` · quiet, last at 12:00:00Z, ×1 since 12:00:00Z");
  }

  @ParameterizedTest(name = "{0} after {1} events")
  @CsvSource({
    "auto, 9, false",
    "auto, 10, true",
    "always, 1, true",
    "always, 10, true",
    "never, 1, false",
    "never, 10, false",
  })
  void quietNotice_decidesWhetherTheEndIsPosted(String quietNotice, int events, boolean told) {
    LoopRig rig = new LoopRig(grouped().set(Setting.QUIET_NOTICE, quietNotice));
    rig.appendMany(events, "boom");

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(told ? 2 : 1);
    assertThat(rig.texts()).filteredOn(text -> text.startsWith("✅")).hasSize(told ? 1 : 0);
    rig.assertAccounts(events, 0);
  }

  @ParameterizedTest
  @CsvSource({"2, true", "3, true", "4, false"})
  void digestAt_isTheNumberOfWaitingNoticesThatMakeADigest(String digestAt, boolean list) {
    LoopRig rig = new LoopRig(grouped().set(Setting.DIGEST_AT, digestAt));
    rig.append("disk full");
    rig.append("no connection");
    rig.append("no answer");

    rig.runUntilMillis(1_001);

    assertThat(rig.post(0).text().startsWith("📋 shop — 3 new problems\n")).isEqualTo(list);
    assertThat(rig.post(0).threadKey().contains(":digest:")).isEqualTo(list);
    rig.assertAccounts(list ? 3 : 1, 0);
  }

  @Test
  void muteFile_namesProblemsToCountOnly() {
    LoopRig first = new LoopRig(grouped());
    first.append("boom");
    first.settle();
    String id = first.loop.openProblems().listed.get(0).id();
    LoopRig rig =
        new LoopRig(
            grouped().set(Setting.MUTE_FILE, "/mutes"),
            new LoopRig.Around().file("/mutes", id + " 2026-03-01T13:00Z"));

    rage(rig, 60);

    assertThat(rig.posts()).isEmpty();
    assertThat(rig.stats().pending()).isEqualTo(60);
  }

  @Test
  void fleet_letsOneSenderPostForAll() {
    ManualTicker ticker = new ManualTicker();
    SimulatedStore store =
        new SimulatedStore(() -> TimeUnit.NANOSECONDS.toMillis(ticker.elapsedNanos()));
    String address = SimulatedFleets.register(store::open);
    LoopRig owner = member(address, ticker, 0.25);
    LoopRig other = member(address, ticker, 0.75);

    owner.append("boom");
    other.append("boom");
    owner.run(Duration.ofSeconds(2));
    other.run(Duration.ofSeconds(2));

    assertThat(owner.posts()).hasSize(1);
    assertThat(other.posts()).isEmpty();
    SimulatedFleets.forget(address);
  }

  private static LoopRig member(String address, ManualTicker ticker, double chance) {
    return new LoopRig(
        grouped().set(Setting.FLEET, address),
        LoopRig.Around.inAnotherProcess(ticker).random(() -> chance));
  }

  private static void rage(LoopRig rig, int seconds) {
    for (int second = 0; second < seconds; second++) {
      rig.append("boom");
      rig.run(Duration.ofSeconds(1));
    }
  }
}
