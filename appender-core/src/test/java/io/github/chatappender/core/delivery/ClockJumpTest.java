/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sets the wall clock forward and back by up to two days, between any two steps: it only provides
 * times to show, and nothing waits for it.
 */
class ClockJumpTest {

  private static final int FARTHEST_HOURS = 48;
  private static final Duration COURSE = Duration.ofHours(2);

  static List<Long> seeds() {
    return LoadCourse.seeds(20_261_125L, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void jumpingClock_delaysNoEventAndExceedsNoBudget(long seed) {
    LoadCourse course = new LoadCourse(seed, random -> new JumpingLoad(new ProblemLoad(random)));
    ProblemLoad problems = ((JumpingLoad) course.load).problems;

    course.runUntil(COURSE.dividedBy(2));
    problems.healed(course.rig);
    course.heal();
    course.runUntil(COURSE);
    course.rig.run(ProblemLoad.PATIENCE);

    assertThat(((JumpingLoad) course.load).jumps).isPositive();
    assertThat(course.rig.stats().accepted()).isEqualTo(problems.events());
    assertThat(course.rig.stats().pending()).isZero();
    problems.assertNoProblemHasWaitedTooLong(course.rig);
    course.assertBudgetHeld();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void jumpingClock_leavesAFirstNoticeAtOneSecond(long seed) {
    Random random = new Random(seed);
    LoopRig rig = new LoopRig(LoopRig.grouped());
    List<Long> expected = new ArrayList<>();

    for (int i = 0; i < 50; i++) {
      jump(rig, random);
      rig.append("com.acme.L" + i, "boom");
      expected.add(10_000L * i + 1_000);
      rig.run(Duration.ofMillis(500));
      jump(rig, random);
      rig.run(Duration.ofMillis(9_500));
    }

    assertThat(rig.postMillis()).isEqualTo(expected);
    rig.assertAccounts(50, 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void jumpingClock_leavesUpdatesAtTheSameTicks(long seed) {
    Random random = new Random(seed);

    LoopRig steady = anHourOfOneProblem(rig -> {});
    LoopRig jumping = anHourOfOneProblem(rig -> jump(rig, random));

    assertThat(steady.postMillis())
        .containsExactly(1_000L, 61_000L, 181_000L, 421_000L, 901_000L, 1_861_000L);
    assertThat(jumping.postMillis()).isEqualTo(steady.postMillis());
    assertThat(jumping.stats().pending()).isEqualTo(steady.stats().pending());
  }

  @Test
  void jumpWithNothingPending_wakesNoThread() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.append("boom");
    rig.run(Duration.ofHours(1));
    AtomicInteger steps = new AtomicInteger();
    rig.afterEachStep(now -> steps.incrementAndGet());

    for (int hours : new int[] {-48, 48, -1, 30, -29}) {
      rig.clock.jump(Duration.ofHours(hours));
      rig.run(Duration.ofHours(1));
    }

    assertThat(rig.posts()).hasSize(1);
    assertThat(steps).as("one at the begin of each hour").hasValue(5);
  }

  @Test
  void retryAfterDate_delaysAtMostTenMinutes() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.transport.next(Reply.retryAfter(429, "Sun, 01 Mar 2026 12:00:30 GMT"));
    rig.clock.jump(Duration.ofHours(-5));

    rig.append("boom");
    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 601_000L);
    rig.assertAccounts(1, 0);
  }

  private static LoopRig anHourOfOneProblem(Consumer<LoopRig> betweenEvents) {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    for (int i = 0; i < 360; i++) {
      betweenEvents.accept(rig);
      rig.append("boom");
      rig.run(Duration.ofSeconds(5));
      betweenEvents.accept(rig);
      rig.run(Duration.ofSeconds(5));
    }
    return rig;
  }

  private static void jump(LoopRig rig, Random random) {
    int minutes = random.nextInt(2 * FARTHEST_HOURS * 60) - FARTHEST_HOURS * 60;
    rig.clock.jump(Duration.ofMinutes(minutes));
  }

  /** Logs problems while the clock jumps now and then. */
  private static final class JumpingLoad implements LoadCourse.Load {

    final ProblemLoad problems;
    private int jumps;

    JumpingLoad(ProblemLoad problems) {
      this.problems = problems;
    }

    @Override
    public Settings settings(Random random) {
      return problems.settings(random);
    }

    @Override
    public void log(LoopRig rig, Random random) {
      problems.log(rig, random);
      if (random.nextInt(10) == 0) {
        jump(rig, random);
        jumps++;
      }
    }

    @Override
    public Duration pause(Random random) {
      return problems.pause(random);
    }

    @Override
    public Duration longestOutage() {
      return problems.longestOutage();
    }
  }
}
