/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests two senders of one space, each with its own thread. */
class SharedBudgetTest {

  @Test
  void permitSeenByTwoSenders_isTakenByOne() {
    LoopRig rig = new LoopRig();
    LoopRig other = new LoopRig(settings(), LoopRig.Around.sharedWith(rig));
    other.append("elsewhere");
    other.settle();
    rig.append("here");
    rig.clock.breakRendering(1, other::settle);

    rig.run(Duration.ofMinutes(1));

    assertThat(other.postMillis()).containsExactly(1_000L);
    assertThat(rig.postMillis()).containsExactly(2_100L);
  }

  @Test
  void smallerBudget_limitsBothSenders() {
    LoopRig rig = new LoopRig(settings().set(Setting.BURST, "1"));
    LoopRig other = new LoopRig(settings(), LoopRig.Around.sharedWith(rig));
    rig.append("here");
    rig.runUntilMillis(1_000);
    other.append("elsewhere");

    other.run(Duration.ofMinutes(1));

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(other.postMillis()).containsExactly(5_000L);
    assertThat(other.told("alert"))
        .containsExactly(
            "several appenders post to one space with different budgets; all use the smaller"
                + " values: messagesPerMinute 15, burst 1");
  }
}
