/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.DropReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two hours of chance with problems that come, rage, stop and come back: outages, every kind of
 * answer, other settings. The rig checks the law of accounts after every step. Some time in the
 * first 75 minutes the service heals; from then on no problem's events may wait for more than 35
 * minutes, and in the end nothing may be pending. The budget must have held.
 */
@Tag("slow")
class GroupedLoadTest {

  private static final Duration LOAD = Duration.ofHours(2);
  private static final int HEALED_FOR_MINUTES = 45;

  private static final List<String> SUMMARY = Collections.synchronizedList(new ArrayList<>());

  static List<Long> seeds() {
    return LoadCourse.seeds(20_261_124L, 1_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyEventIsToldSoonAfterTheServiceHasHealed(long seed) {
    LoadCourse course = new LoadCourse(seed, ProblemLoad::new);
    ProblemLoad load = (ProblemLoad) course.load;
    Duration healAt =
        Duration.ofSeconds(
            course.random.nextInt((int) LOAD.minusMinutes(HEALED_FOR_MINUTES).toSeconds()));

    course.runUntil(healAt);
    load.healed(course.rig);
    course.heal();
    course.runUntil(LOAD);
    course.rig.run(ProblemLoad.PATIENCE);

    assertThat(course.rig.stats().pending()).isZero();
    course.rig.run(Duration.ofHours(6));
    assertEveryEventIsAccountedFor(course, load);
    load.assertNoProblemHasWaitedTooLong(course.rig);
    course.assertBudgetHeld();
    SUMMARY.add(summary(seed, healAt, course.rig));
  }

  @AfterAll
  static void writeSummary() {
    Timeline.write("random-load", SUMMARY);
  }

  private static void assertEveryEventIsAccountedFor(LoadCourse course, ProblemLoad load) {
    LoopRig rig = course.rig;
    assertThat(rig.stats().accepted()).isEqualTo(load.events());
    assertThat(rig.stats().pending()).isZero();
    assertThat(rig.stats().reported()).isPositive();
    assertThat(rig.stats().dropped(DropReason.RENDER_FAILED)).isZero();
    assertThat(rig.stats().dropped(DropReason.CAPTURE_FAILED)).isZero();
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isZero();
    if (!load.switches) {
      assertThat(rig.stats().dropped(DropReason.RETRIES_EXHAUSTED)).isZero();
    }
  }

  private static String summary(long seed, Duration healAt, LoopRig rig) {
    return String.format(
        Locale.ROOT,
        "seed %20d: healed after %3d min, %,6d events, %,5d requests, %,5d messages, "
            + "reported %,6d, dropped %,5d",
        seed,
        healAt.toMinutes(),
        rig.stats().accepted(),
        rig.stats().attempts(),
        rig.stats().messages(),
        rig.stats().reported(),
        rig.stats().droppedTotal());
  }
}
