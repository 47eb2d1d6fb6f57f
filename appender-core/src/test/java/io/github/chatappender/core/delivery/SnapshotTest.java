/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.OpenProblem;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks a snapshot's problems and state. */
class SnapshotTest {

  private final LoopRig rig = new LoopRig(LoopRig.grouped());

  @Test
  void openProblem_hasIdCountTimesPlaceAndThread() {
    rig.append("boom");
    rig.run(Duration.ofSeconds(10));
    for (int i = 0; i < 3; i++) {
      rig.append("boom");
    }
    rig.settle();

    OpenProblems open = rig.loop.openProblems();

    assertThat(open.count).isEqualTo(1);
    OpenProblem problem = open.listed.get(0);
    assertThat(rig.post(0).text()).contains("id `" + problem.id() + "`");
    assertThat(problem.place()).isEqualTo("boom in A");
    assertThat(problem.severity()).isEqualTo(Severity.ERROR);
    assertThat(problem.count()).isEqualTo(4);
    assertThat(problem.pending()).isEqualTo(3);
    assertThat(problem.since()).isEqualTo(ManualClock.START);
    assertThat(problem.last()).isEqualTo(ManualClock.START.plusSeconds(10));
    assertThat(problem.threadKey()).isEqualTo(rig.post(0).threadKey());
    assertThat(problem.mutedUntil()).isNull();
  }

  @Test
  void problemWithoutThread_hasNoKey() {
    LoopRig single = new LoopRig(LoopRig.grouped().set(Setting.THREAD_BY, "none"));
    single.append("boom");
    single.settle();

    assertThat(single.loop.openProblems().listed.get(0).threadKey()).isNull();
  }

  @Test
  void quietProblem_isNotOpen() {
    rig.append("boom");
    rig.run(Duration.ofMinutes(14));
    assertThat(rig.loop.openProblems().count).isEqualTo(1);

    rig.run(Duration.ofMinutes(2));

    assertThat(rig.loop.openProblems()).isSameAs(OpenProblems.NONE);
  }

  @Test
  void manyProblems_areCountedAndTheLatestHundredListed() {
    for (int i = 0; i < 250; i++) {
      rig.append(
          "com.acme.Logger" + i,
          "boom of " + Integer.toString(i + 2_000, 36).replaceAll("[0-9]", "q"));
      rig.run(Duration.ofMillis(10));
    }

    OpenProblems open = rig.loop.openProblems();

    assertThat(open.count).isGreaterThan(200);
    assertThat(open.listed).hasSize(DeliveryStats.MOST_PROBLEMS);
    assertThat(open.listed).isSortedAccordingTo((a, b) -> b.last().compareTo(a.last()));
  }

  @Test
  void stateChanges_comeWithTheirTimeAndReason() {
    List<String> changes = new ArrayList<>();
    rig.states.listen(
        (before, after, why, at) ->
            changes.add(
                Duration.between(ManualClock.START, at).toSeconds()
                    + " s: "
                    + before
                    + " -> "
                    + after
                    + (why.isEmpty() ? "" : ", " + why.replaceFirst(":.*", ""))));
    rig.transport.next(1, Reply.retryAfter(429, "30"));
    rig.append("boom");
    rig.run(Duration.ofMinutes(1));
    rig.transport.next(1, Reply.error(403, "PERMISSION_DENIED", "no"));
    rig.append("another problem");
    rig.run(Duration.ofMinutes(20));
    rig.close(Duration.ofSeconds(3));
    rig.run(Duration.ofSeconds(3));

    assertThat(changes)
        .containsExactly(
            "1 s: OK -> THROTTLED, Google Chat is throttling chat.googleapis.com/spaces/AAA",
            "31 s: THROTTLED -> OK",
            "61 s: OK -> BROKEN, the webhook of chat.googleapis.com/spaces/AAA does not work",
            "661 s: BROKEN -> OK",
            "1260 s: OK -> IDLE, stopped");
  }

  @Test
  void stateOfASilentSpace_isUnreachableWithTheCause() {
    rig.transport.thenAlways(Reply.failure("connection refused by chat.googleapis.com"));
    rig.append("boom");
    rig.run(Duration.ofMinutes(3));

    assertThat(rig.loop.state()).isEqualTo(DeliveryStats.State.UNREACHABLE);
    assertThat(rig.loop.destination.why(rig.loop.state()))
        .contains("connection refused by chat.googleapis.com");
    Instant since = rig.states.look(rig.loop.state(), "");
    assertThat(Duration.between(ManualClock.START, since))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
  }

  @Test
  void budgetLeft_fallsWithEachPostAndReturns() {
    long now = rig.ticker.read();
    assertThat(rig.loop.destination.permits(now)).isEqualTo(5);

    rig.append("boom");
    rig.run(Duration.ofSeconds(2));
    assertThat(rig.loop.destination.permits(rig.ticker.read())).isEqualTo(4);
    rig.run(Duration.ofSeconds(10));

    assertThat(rig.loop.destination.permits(rig.ticker.read())).isEqualTo(5);
  }
}
