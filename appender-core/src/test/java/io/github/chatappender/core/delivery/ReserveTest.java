/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests that notices that are not urgent leave the last permit for later ones. */
class ReserveTest {

  private static final Settings SLOW =
      grouped().set(Setting.MESSAGES_PER_MINUTE, "1").set(Setting.BURST, "2");

  @Test
  void update_waitsForASparePermit() {
    LoopRig rig = withAnUpdateThatWaits();

    rig.run(Duration.ofMinutes(5));

    // one permit per minute; the one at 61 s stays in the bucket
    assertThat(rig.postMillis()).containsExactly(1_000L, 11_000L, 121_000L);
    assertThat(rig.post(2).text()).contains("alpha", "×1 more");
  }

  @Test
  void newProblem_doesNotWaitForASparePermit() {
    LoopRig rig = withAnUpdateThatWaits();
    rig.runUntilMillis(70_000);
    rig.append("gamma");

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.postMillis()).containsExactly(1_000L, 11_000L, 71_000L, 181_000L);
    assertThat(rig.post(2).text()).contains("gamma");
    assertThat(rig.post(3).text()).contains("alpha", "×1 more");
  }

  @Test
  void loss_doesNotWaitForASparePermit() {
    LoopRig rig = withAnUpdateThatWaits();
    rig.runUntilMillis(70_000);
    rig.append(
        FakeEvent.of(
                Severity.ERROR,
                () -> {
                  throw new IllegalStateException("unreadable");
                })
            .logger("com.acme.A"));
    rig.settle();

    rig.runUntilMillis(80_000);

    assertThat(rig.postMillis()).containsExactly(1_000L, 11_000L, 71_000L);
    assertThat(rig.post(2).text())
        .isEqualTo("⚠️ shop — 1 event not shown: event could not be read, mostly from `c.acme.A`");
  }

  @Test
  void retryOfAnUpdate_leavesTheLastPermit() {
    LoopRig rig = withAnUpdateThatWaits();
    rig.transport.next(Reply.status(503));

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.postMillis()).containsExactly(1_000L, 11_000L, 121_000L, 181_000L);
  }

  @Test
  void retryOfAnUpdate_takesTheLastPermitIfAnUrgentNoticeWaits() {
    LoopRig rig = withAnUpdateThatWaits();
    rig.transport.next(Reply.status(503));
    rig.runUntilMillis(130_000);
    rig.append("gamma");

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.postMillis()).containsExactly(1_000L, 11_000L, 121_000L, 131_000L, 181_000L);
    assertThat(rig.post(3).body).isEqualTo(rig.post(2).body);
    assertThat(rig.post(4).text()).contains("gamma");
  }

  /**
   * Returns a rig with two problems posted at 1 s and 11 s; the first has an update due at 61 s.
   */
  private static LoopRig withAnUpdateThatWaits() {
    LoopRig rig = new LoopRig(SLOW);
    rig.append("alpha");
    rig.runUntilMillis(2_000);
    rig.append("alpha");
    rig.runUntilMillis(10_000);
    rig.append("beta");
    rig.runUntilMillis(12_000);
    return rig;
  }
}
