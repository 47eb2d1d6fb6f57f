/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests that an idle sender has no client and no wake-ups. */
class IdleTest {

  @Test
  void withoutEvents_nothingWakesTheThread() {
    LoopRig rig = new LoopRig();

    long sleep = rig.step();

    assertThat(sleep).isEqualTo(Long.MAX_VALUE);
    assertThat(rig.transport.releases()).isZero();
  }

  @Test
  void sleepsExactlyUntilTheFirstEventIsDue() {
    LoopRig rig = new LoopRig();
    rig.append("boom");

    long sleep = rig.step();

    assertThat(sleep).isEqualTo(1_000_000_000L);
  }

  @Test
  void postUnderWay_isNotCheckedBeforeItsDeadline() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.never());
    rig.append("boom");
    rig.runUntilMillis(1_000);

    long sleep = rig.step();

    assertThat(sleep).isEqualTo(10_000_000_000L);
  }

  @Test
  void client_isReleasedThirtySecondsAfterTheLastPost() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(2)));
    rig.append("boom");

    rig.runUntilMillis(3_000);
    long sleep = rig.settle();
    rig.runUntilMillis(32_999);
    int before = rig.transport.releases();
    rig.runUntilMillis(33_000);

    assertThat(sleep).isEqualTo(30_000_000_000L);
    assertThat(before).isZero();
    assertThat(rig.transport.releases()).isEqualTo(1);
    assertThat(rig.settle()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void afterAProblemsOnlyEvent_nothingIsDueUntilQuiet() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.append("boom");

    rig.runUntilMillis(31_000);
    long sleep = rig.settle();

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(rig.transport.releases()).isEqualTo(1);
    assertThat(sleep).isEqualTo((900 - 31) * 1_000_000_000L);
  }

  @Test
  void repeatAfterTheFirstNotice_isPostedWhenItsUpdateIsDue() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.append("boom");
    rig.runUntilMillis(31_000);

    rig.append("boom");
    long sleep = rig.settle();

    assertThat(sleep).isEqualTo(30_000_000_000L);
    rig.run(Duration.ofMinutes(2));
    assertThat(rig.postMillis()).containsExactly(1_000L, 61_000L);
  }

  @Test
  void countsWithinASecondOfASample_arePostedWhenTheUpdateIsDue() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.append("boom");
    rig.runUntilMillis(999);
    rig.append("boom");
    rig.runUntilMillis(1_000);
    rig.append("boom"); // a sample
    rig.runUntilMillis(1_500);
    rig.append("boom"); // only counted
    rig.runUntilMillis(31_000);

    assertThat(rig.settle()).isEqualTo(30_000_000_000L);
    rig.run(Duration.ofMinutes(2));
    assertThat(rig.postMillis()).containsExactly(1_000L, 61_000L);
    rig.assertAccounts(4, 0);
  }

  @Test
  void client_isKeptWhileInUse() {
    LoopRig rig = new LoopRig();
    rig.append("one");
    rig.runUntilMillis(29_500);
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(9)));
    rig.append("two");

    rig.runUntilMillis(69_499);
    int before = rig.transport.releases();
    rig.runUntilMillis(69_500);

    assertThat(before).isZero();
    assertThat(rig.transport.releases()).isEqualTo(1);
  }
}
