/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs random hours of a hundred problems on many senders that share a store with faults. Each
 * event must be in exactly one account, the space's budget must hold in every window, and no first
 * notice may take more than 15 s unless the budget was used up. Windows with a loss of the store
 * may have a full bucket more, those with an outage a permit more for each sender; problems that
 * begin around an outage are only measured. Few and small fleets by default; the profile {@code
 * load} runs 200 of 300 senders.
 */
@Tag("slow")
class FleetSimulationTest {

  private static final int PROBLEMS = 100;
  private static final Duration HOUR = Duration.ofHours(1);

  /** What happened in each course. */
  private static final List<String> COURSES = new ArrayList<>();

  static IntStream courses() {
    int first = Integer.getInteger("fleet.first", 0);
    return IntStream.range(first, first + Integer.getInteger("fleet.courses", 5));
  }

  @ParameterizedTest(name = "course {0}")
  @MethodSource("courses")
  void fleetWithFaults_keepsPromises(int number) {
    long seed = LoadCourse.seeds(20_261_129L, number + 1).get(number);
    int instances = Integer.getInteger("fleet.instances", 30);
    long begin = System.nanoTime();
    try (FleetCourse course = new FleetCourse(seed, instances, PROBLEMS, HOUR)) {
      course.run();
      String line =
          String.format(
              Locale.ROOT,
              "course %3d: %s (%.1f s)",
              number,
              course.summary(),
              (System.nanoTime() - begin) / 1e9);
      COURSES.add(line);
      if (Boolean.getBoolean("fleet.print")) {
        System.out.println(line);
      }
      course.check();
    }
  }

  @AfterAll
  static void writeSummary() {
    Timeline.write("fleets", COURSES);
  }
}
