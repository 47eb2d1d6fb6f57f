/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that FATAL events do not wait: neither for their own kind, nor for others, nor for a
 * digest.
 */
class FatalTest {

  private static final String[] NAMES = {"alpha", "beta", "gamma", "delta"};

  private static void fatal(LoopRig rig, String logger, String message) {
    rig.append(
        FakeEvent.of(Severity.FATAL, message)
            .logger(logger)
            .timeMillis(rig.clock.instant().toEpochMilli()));
  }

  private static void fourErrors(LoopRig rig) {
    for (String name : NAMES) {
      rig.append("com.acme." + name, "problem " + name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fingerprint", "logger"})
  void fatalAfterFourErrors_isPostedFirstAloneAndAtOnce(String threadBy) {
    LoopRig rig = new LoopRig(grouped().set(Setting.THREAD_BY, threadBy));
    fourErrors(rig);
    rig.runUntilMillis(1);
    fatal(rig, "com.acme.Main", "cannot go on");
    rig.runUntilMillis(2_000);

    assertThat(rig.postMillis()).containsExactly(1L, 1_101L);
    assertThat(rig.post(0).text())
        .startsWith("🔥 *FATAL* shop — cannot go on")
        .doesNotContain("problem");
    assertThat(rig.post(1).text()).contains(NAMES).doesNotContain("cannot go on");
  }

  @Test
  void withoutGrouping_fatalIsPostedFirstAloneAndAtOnce() {
    LoopRig rig = new LoopRig(grouped().set(Setting.GROUP_BY, "none"));
    fourErrors(rig);
    rig.runUntilMillis(1);
    fatal(rig, "com.acme.Main", "cannot go on");
    rig.runUntilMillis(500);

    assertThat(rig.postMillis()).containsExactly(1L);
    assertThat(rig.post(0).text()).contains("cannot go on").doesNotContain("problem");
  }

  @Test
  void withoutGrouping_fatalIsFirstInItsThreadsMessage() {
    LoopRig rig =
        new LoopRig(grouped().set(Setting.GROUP_BY, "none").set(Setting.THREAD_BY, "application"));
    fourErrors(rig);
    rig.runUntilMillis(1);
    fatal(rig, "com.acme.Main", "cannot go on");
    rig.runUntilMillis(500);

    assertThat(rig.post(0).text()).startsWith("🔥 *FATAL* shop — cannot go on");
    rig.assertAccounts(5, 0);
  }

  @Test
  void withoutGrouping_aFloodOfFatalLeavesEveryThirdMessageToOthers() {
    LoopRig rig = new LoopRig(grouped().set(Setting.GROUP_BY, "none"));
    rig.append("com.acme.A", "an error");
    for (int second = 0; second < 20; second++) {
      rig.runUntilMillis(second * 1_000L);
      fatal(rig, "com.acme.B" + second, "fatal " + NAMES[second % 4]);
    }
    rig.runUntilMillis(20_000);

    assertThat(rig.post(2).text()).contains("an error");
  }

  @Test
  void fatalEventOfAWaitingProblem_endsTheWait() {
    LoopRig rig = new LoopRig(grouped());
    rig.append("com.acme.A", "boom");
    rig.runUntilMillis(300);
    fatal(rig, "com.acme.A", "boom");
    rig.runUntilMillis(900);

    assertThat(rig.postMillis()).containsExactly(300L);
    assertThat(rig.post(0).text()).startsWith("🔥 *FATAL*").contains("×2");
  }

  @Test
  void escalationToFatal_isPostedBeforeFirstErrors() {
    LoopRig rig = new LoopRig(grouped());
    rig.append("com.acme.A", "boom");
    rig.runUntilMillis(500);
    rig.append("com.acme.B", "other");
    rig.runUntilMillis(1_600);
    fatal(rig, "com.acme.A", "boom");
    rig.runUntilMillis(4_000);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L, 3_200L);
    assertThat(rig.post(1).text()).startsWith("🔥 *FATAL*").contains("boom");
    assertThat(rig.post(2).text()).contains("other");
  }

  @Test
  void fatalAfterQuiet_isPostedAtOnce() {
    LoopRig rig = new LoopRig(grouped());
    fatal(rig, "com.acme.A", "boom");
    rig.run(Duration.ofHours(3));
    fatal(rig, "com.acme.A", "boom");
    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(0L, 10_800_000L);
  }

  @Test
  void fourFatals_shareADigestWithoutTheErrors() {
    LoopRig rig = new LoopRig(grouped());
    fatal(rig, "com.acme.Main", "cannot go on");
    rig.settle();
    fourErrors(rig);
    for (String name : NAMES) {
      fatal(rig, "com.acme.fatal." + name, "fatal " + name);
    }
    rig.runUntilMillis(1_100);

    assertThat(rig.postMillis()).containsExactly(0L, 1_100L);
    assertThat(rig.post(1).text())
        .startsWith("📋 shop — 4 new problems")
        .contains("fatal alpha", "fatal delta")
        .doesNotContain("problem alpha");
  }

  @Test
  void threadWithAFatal_showsItFirst() {
    LoopRig rig = new LoopRig(grouped().set(Setting.THREAD_BY, "application"));
    rig.append("com.acme.A", "boom");
    rig.runUntilMillis(1_000);
    rig.append("com.acme.B", "other");
    rig.runUntilMillis(2_000);
    fatal(rig, "com.acme.C", "cannot go on");
    rig.runUntilMillis(3_000);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L);
    assertThat(rig.post(1).text()).startsWith("🔥 *FATAL*").contains("cannot go on", "other");
  }

  @Test
  void criticalEvents_doNotWait() {
    LoopRig rig = new LoopRig(grouped());
    fourErrors(rig);
    rig.runUntilMillis(1);
    rig.critical("money is gone");
    rig.runUntilMillis(900);

    assertThat(rig.postMillis()).containsExactly(1L);
    assertThat(rig.post(0).text()).contains("money is gone").doesNotContain("problem");
  }
}
