/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs two random hours of problems that start, storm, stop and return: outages, every kind of
 * answer, changing settings. The rig checks the accounting law after every step. The service heals
 * within the first 75 minutes; from then on no problem's events may wait for more than 35 minutes,
 * and in the end nothing may be pending. The budget must have held.
 */
@Tag("slow")
class GroupedLoadTest {

  private static final Duration LOAD = Duration.ofHours(2);
  private static final int HEALED_FOR_MINUTES = 45;

  /** The final statistics of each course, by name. */
  private static final Map<String, DeliveryStats> COURSES = new LinkedHashMap<>();

  static List<Long> seeds() {
    return LoadCourse.seeds(20_261_124L, Integer.getInteger("load.courses", 200));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyEvent_isPostedSoonAfterTheServiceRecovers(long seed) {
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
    COURSES.put(
        String.format(Locale.ROOT, "seed %20d, healed after %2d min", seed, healAt.toMinutes()),
        course.rig.stats());
  }

  @AfterAll
  static void writeSummary() {
    List<String> lines = new ArrayList<>();
    COURSES.forEach((course, stats) -> lines.add(course + ": " + Timeline.accounts(stats)));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d courses: %,d events, %,d requests, %,d messages; reported %,d, dropped %,d",
            COURSES.size(),
            sum(DeliveryStats::accepted),
            sum(DeliveryStats::attempts),
            sum(DeliveryStats::messages),
            sum(DeliveryStats::reported),
            sum(DeliveryStats::droppedTotal)));
    Timeline.write("random-load", lines);
  }

  private static long sum(ToLongFunction<DeliveryStats> account) {
    return COURSES.values().stream().mapToLong(account).sum();
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
}
