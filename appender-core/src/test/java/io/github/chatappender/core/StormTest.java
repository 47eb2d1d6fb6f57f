/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.delivery.FloodMain;
import io.github.chatappender.core.testing.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StormTest {

  @Test
  void stormAgainstADeadEndpoint_accountsForEveryEventInASmallHeap() {
    ChildJvm child =
        ChildJvm.run(StormMain.class, List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"));

    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output())
        .startsWith("IDLE: accepted 200000, reported 0, dropped {")
        .contains("CAPTURE_FAILED=0", "INTERNAL_ERROR=0", "RENDER_FAILED=0", "pending 0")
        .contains("violation: null");
    assertThat(number(child.output(), "QUEUE_FULL")).isPositive();
    assertThat(number(child.output(), "RETRIES_EXHAUSTED") + number(child.output(), "CLOSED"))
        .isPositive()
        .isEqualTo(200_000 - number(child.output(), "QUEUE_FULL"));
  }

  /**
   * Deterministic except for the heap: a virtual minute, with full tables from the first seconds.
   */
  @Test
  @Tag("slow")
  void hundredThousandDistinctMessages_leaveTheHeapFlat() {
    ChildJvm child =
        ChildJvm.run(
            FloodMain.class, List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));

    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output())
        .startsWith("THROTTLED: accepted 100000, reported 0, dropped {QUEUE_FULL=0,")
        .contains("pending 100000");
    String grown = child.output().replaceAll("(?s).*grown by KiB: (-?\\d+).*", "$1");
    assertThat(Long.parseLong(grown)).as(child.output()).isLessThan(3 * 1_024);
  }

  private static long number(String account, String reason) {
    String rest = account.substring(account.indexOf(reason + "=") + reason.length() + 1);
    return Long.parseLong(rest.split("\\D", 2)[0]);
  }
}
