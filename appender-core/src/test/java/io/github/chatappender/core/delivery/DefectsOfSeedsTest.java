/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests defects that random courses have found, each as short as possible. */
class DefectsOfSeedsTest {

  @Test
  void shorterQuietAfter_appliesAtTheSameTick() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.append("boom");
    rig.run(Duration.ofMinutes(5));
    rig.append("com.acme.B", "bang");
    rig.settle();

    rig.reconfigure(LoopRig.grouped().set(Setting.QUIET_AFTER, "1 min"));
    rig.settle();

    rig.run(Duration.ofHours(1));
    rig.assertAccounts(2, 0);
  }

  @Test
  void mergedCounts_arePostedThoughTheirIncidentIsReplaced() {
    LoopRig rig = new LoopRig(LoopRig.grouped().set(Setting.MAX_INCIDENTS, "10"));
    rig.append("no a");
    rig.append("no b");
    rig.run(Duration.ofSeconds(1));
    rig.append("no c");
    rig.run(Duration.ofMinutes(2));
    for (char name = 'a'; name < 'i'; name++) {
      Exception thrown = new IllegalStateException();
      thrown.setStackTrace(
          new StackTraceElement[] {new StackTraceElement("com.acme.P" + name, "run", "P.java", 1)});
      rig.append(FakeEvent.error("boom").thrown(thrown).timeMillis(rig.clock.millis()));
    }
    rig.run(Duration.ofMinutes(2));

    rig.append("no c");
    rig.append("no c");
    rig.run(Duration.ofHours(1));

    rig.assertAccounts(13, 0);
  }
}
