/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceBudgetTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long SPACING = 1_100_000_000L;
  private static final BudgetLimits NORMAL = new BudgetLimits(15, 5, SPACING);
  private static final BudgetLimits UNSPACED = new BudgetLimits(15, 5, 0);

  @ParameterizedTest
  @ValueSource(longs = {0, -5, Long.MAX_VALUE, Long.MAX_VALUE - 3 * SECOND, Long.MIN_VALUE})
  void fullBucket_holdsTheBurstAndRefillsEveryFourSeconds(long start) {
    SpaceBudget budget = budget(UNSPACED, start);

    takeAll(budget, start, 5);

    assertThat(budget.nanosUntilPermit(start, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(budget.nanosUntilPermit(start + 1, Permit.LAST)).isEqualTo(4 * SECOND - 1);
    assertThat(budget.nanosUntilPermit(start + 4 * SECOND - 1, Permit.LAST)).isEqualTo(1);
    assertThat(budget.nanosUntilPermit(start + 4 * SECOND, Permit.LAST)).isZero();
    budget.take(start + 4 * SECOND);
    assertThat(budget.nanosUntilPermit(start + 4 * SECOND, Permit.LAST)).isEqualTo(4 * SECOND);
  }

  @Test
  void longSilence_savesNoMoreThanTheBurst() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    takeAll(budget, 60 * MINUTE, 5);

    assertThat(budget.nanosUntilPermit(60 * MINUTE, Permit.LAST)).isEqualTo(4 * SECOND);
  }

  @Test
  void askingWithoutTaking_doesNotDelayTheNextPermit() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    for (int i = 1; i <= 4; i++) {
      assertThat(budget.nanosUntilPermit(i * SECOND, Permit.LAST)).isEqualTo((4 - i) * SECOND);
    }
  }

  @Test
  void starts_areAtLeast1100MillisecondsApart() {
    SpaceBudget budget = budget(NORMAL, 0);

    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.LAST)).isEqualTo(SPACING);
    assertThat(budget.nanosUntilPermit(SPACING - 1, Permit.LAST)).isEqualTo(1);
    assertThat(budget.nanosUntilPermit(SPACING, Permit.LAST)).isZero();
  }

  @Test
  void bucketRefillsWhileABurstIsSpaced() {
    SpaceBudget budget = budget(NORMAL, 0);
    List<Long> starts = new ArrayList<>();
    long now = 0;

    for (int i = 0; i < 9; i++) {
      now += budget.nanosUntilPermit(now, Permit.LAST);
      starts.add(now / 1_000_000);
      budget.take(now);
    }

    assertThat(starts)
        .containsExactly(0L, 1_100L, 2_200L, 3_300L, 4_400L, 5_500L, 8_000L, 12_000L, 16_000L);
  }

  @Test
  void overdraw_takesOnePermitFromAnEmptyBucket() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isZero();
    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.LAST)).isEqualTo(8 * SECOND);
  }

  @Test
  void overdrawnBucket_allowsNoSecondOverdraw() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);
    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(4 * SECOND);
    assertThat(budget.nanosUntilPermit(4 * SECOND, Permit.OVERDRAWN)).isZero();
  }

  @Test
  void overdraw_respectsSpacingAndPauses() {
    SpaceBudget budget = budget(NORMAL, 0);
    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(SPACING);
    budget.pause(0, 30 * SECOND);
    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(30 * SECOND);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "5, 4", "60, 59"})
  void sparePermit_isNeverTheLast_unlessTheBurstIsOne(int burst, int spare) {
    SpaceBudget budget = budget(new BudgetLimits(15, burst, 0), 0);

    for (int i = 0; i < spare; i++) {
      assertThat(budget.nanosUntilPermit(0, Permit.SPARE)).isZero();
      budget.take(0);
    }

    assertThat(budget.nanosUntilPermit(0, Permit.SPARE)).isEqualTo(4 * SECOND);
    assertThat(budget.nanosUntilPermit(4 * SECOND - 1, Permit.SPARE)).isEqualTo(1);
    assertThat(budget.nanosUntilPermit(4 * SECOND, Permit.SPARE)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "5, true", "60, true"})
  void lastPermit_isLeftForUrgentPosts(int burst, boolean left) {
    SpaceBudget budget = budget(new BudgetLimits(15, burst, 0), 0);
    while (budget.nanosUntilPermit(0, Permit.SPARE) == 0) {
      budget.take(0);
    }

    assertThat(budget.nanosUntilPermit(0, Permit.LAST) == 0).isEqualTo(left);
  }

  @Test
  void emptyBucket_needsTwoRefillsForASparePermit() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    assertThat(budget.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(budget.nanosUntilPermit(0, Permit.SPARE)).isEqualTo(8 * SECOND);
  }

  @Test
  void sparePermit_respectsSpacingPausesAndTheSlowerRefill() {
    SpaceBudget budget = budget(NORMAL, 0);
    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.SPARE)).isEqualTo(SPACING);
    budget.pause(0, 30 * SECOND);
    assertThat(budget.nanosUntilPermit(0, Permit.SPARE)).isEqualTo(30 * SECOND);

    SpaceBudget slow = budget(UNSPACED, 0);
    takeAll(slow, 0, 5);
    slow.throttled(0, 1, 0);
    assertThat(slow.nanosUntilPermit(0, Permit.SPARE)).isEqualTo(8 * SECOND);
  }

  @Test
  void pause_holdsEvenWithAFullBucket() {
    SpaceBudget budget = budget(UNSPACED, 0);

    budget.pause(7, 10 * SECOND);

    assertThat(budget.nanosUntilPermit(7, Permit.LAST)).isEqualTo(10 * SECOND);
    assertThat(budget.nanosUntilPermit(7 + 10 * SECOND - 1, Permit.LAST)).isEqualTo(1);
    assertThat(budget.nanosUntilPermit(7 + 10 * SECOND, Permit.LAST)).isZero();
  }

  @Test
  void shorterPause_doesNotShortenALongerOne() {
    SpaceBudget budget = budget(UNSPACED, 0);
    budget.pause(0, 10 * SECOND);

    budget.pause(SECOND, SECOND);
    budget.take(SECOND);

    assertThat(budget.nanosUntilPermit(SECOND, Permit.LAST)).isEqualTo(9 * SECOND);
  }

  @Test
  void bucketRefillsDuringAPause() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);
    budget.pause(0, 20 * SECOND);

    takeAll(budget, 20 * SECOND, 5);

    assertThat(budget.nanosUntilPermit(20 * SECOND, Permit.LAST)).isEqualTo(4 * SECOND);
  }

  @Test
  void isPaused_ignoresPausesThatEndWithinTheSpacing() {
    SpaceBudget budget = budget(NORMAL, 0);
    assertThat(budget.isPaused(0)).isFalse();

    budget.take(0);
    assertThat(budget.isPaused(0)).isFalse();

    budget.pause(0, SPACING + 5);
    assertThat(budget.isPaused(0)).isTrue();
    assertThat(budget.isPaused(4)).isTrue();
    assertThat(budget.isPaused(5)).isFalse();
  }

  @Test
  void refusedPost_givesItsPermitBack() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    budget.throttled(0, 1, 0);

    assertThat(budget.nanosUntilPermit(1, Permit.LAST)).isZero();
    budget.take(1);
    assertThat(budget.nanosUntilPermit(1, Permit.LAST)).isEqualTo(4 * SECOND - 1);
  }

  @Test
  void refusedPost_givesNothingToABucketThatIsFullAgain() {
    SpaceBudget budget = budget(UNSPACED, 0);
    budget.take(0);

    budget.throttled(10 * SECOND, 1, 0);

    takeAll(budget, 10 * SECOND + 1, 5);
    assertThat(budget.nanosUntilPermit(10 * SECOND + 1, Permit.LAST)).isEqualTo(4 * SECOND);
  }

  @Test
  void refusedOverdraw_canBeTakenOnceMore() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 6, Permit.OVERDRAWN);

    budget.throttled(0, 1, 0);

    takeAll(budget, 1, 1, Permit.OVERDRAWN);
    assertThat(budget.nanosUntilPermit(1, Permit.OVERDRAWN)).isEqualTo(4 * SECOND - 1);
  }

  @Test
  void throttling_leavesTheRefillOfLastPermitsAsItIs() {
    SpaceBudget budget = budget(UNSPACED, 0);
    for (int i = 0; i < 10; i++) {
      budget.throttled(0, 1, 0);
    }

    takeAll(budget, 1, 5);

    assertThat(budget.nanosUntilPermit(1, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(budget.nanosUntilPermit(1, Permit.OVERDRAWN)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "2, 16", "3, 32", "4, 60", "5, 60", "50, 60"})
  void each429_halvesTheRefillOfSparePermitsDownToOneAMinute(int times, long secondsPerPermit) {
    SpaceBudget budget = budget(UNSPACED, 0);

    throttle(budget, 0, times);

    takeAll(budget, 1, 4, Permit.SPARE);
    assertThat(budget.nanosUntilPermit(1, Permit.SPARE)).isEqualTo(secondsPerPermit * SECOND);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 54})
  void refillOfSparePermits_neverFallsBelowOneAMinute(int messagesPerMinute) {
    SpaceBudget budget = budget(new BudgetLimits(messagesPerMinute, 2, 0), 0);

    throttle(budget, 0, 20);

    takeAll(budget, 1, 1, Permit.SPARE);
    assertThat(budget.nanosUntilPermit(1, Permit.SPARE)).isBetween(MINUTE - 1, MINUTE);
  }

  @Test
  void slowRefill_chargesUrgentPostsButNeverGoesNegative() {
    SpaceBudget budget = budget(UNSPACED, 0);
    throttle(budget, 0, 4);
    for (int i = 0; i < 20; i++) {
      takeAll(budget, 1 + i * (4 * SECOND), 1);
    }

    long end = 1 + 80 * SECOND;
    assertThat(budget.nanosUntilPermit(end, Permit.LAST)).isZero();
    assertThat(budget.nanosUntilPermit(end, Permit.SPARE)).isBetween(1L, 2 * MINUTE);
  }

  @Test
  void a429_pausesTheSpaceAsLongAsTheServiceAsks() {
    SpaceBudget budget = budget(UNSPACED, 0);

    budget.throttled(0, 90 * SECOND, 0.5);

    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(90 * SECOND);
    assertThat(budget.isPaused(0)).isTrue();
  }

  @Test
  void repeated429s_lengthenThePauseByHalf() {
    SpaceBudget budget = budget(UNSPACED, 0);

    assertThat(pausesOfARow(budget, 8, 0.5))
        .containsExactly(1_750L, 2_125L, 2_687L, 3_531L, 4_796L, 5_000L, 5_000L, 5_000L);
  }

  @Test
  void delivery_resetsThePauseAfter429() {
    SpaceBudget budget = budget(UNSPACED, 0);
    pausesOfARow(budget, 5, 0.5);

    budget.delivered();

    assertThat(pausesOfARow(budget, 1, 0.5)).containsExactly(1_750L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8000000000",
    "1, 6666666666",
    "2, 5714285714",
    "3, 5000000000",
    "4, 4444444444",
    "5, 4000000000",
    "6, 4000000000",
    "60, 4000000000",
  })
  void cleanMinute_givesSparePermitsATenthOfTheNominalRefillBack(int minutes, long nanosPerPermit) {
    SpaceBudget budget = budget(UNSPACED, 0);
    throttle(budget, 0, 1);
    long now = Math.max(1, minutes * MINUTE);

    takeAll(budget, now, 4, Permit.SPARE);

    assertThat(budget.nanosUntilPermit(now, Permit.SPARE)).isEqualTo(nanosPerPermit);
  }

  @Test
  void incompleteMinute_givesNothingBack() {
    SpaceBudget budget = budget(UNSPACED, 0);
    throttle(budget, 0, 1);

    takeAll(budget, MINUTE - 1, 4, Permit.SPARE);

    assertThat(budget.nanosUntilPermit(MINUTE - 1, Permit.SPARE)).isEqualTo(8 * SECOND);
  }

  @Test
  void another429_startsTheMinuteAgain() {
    SpaceBudget budget = budget(UNSPACED, 0);
    throttle(budget, 0, 1);
    throttle(budget, 59 * SECOND, 1);

    takeAll(budget, 118 * SECOND, 4, Permit.SPARE);
    assertThat(budget.nanosUntilPermit(118 * SECOND, Permit.SPARE)).isEqualTo(16 * SECOND);

    assertThat(budget.nanosUntilPermit(119 * SECOND, Permit.SPARE))
        .as("rate 0.35, with a sixteenth of a permit kept")
        .isEqualTo(
            2 * (long) (4 * SECOND / 0.35) - (long) (17.0 / 16 * (long) (4 * SECOND / 0.35)));
  }

  @Test
  void refill_recoversTheSameInStepsAndAtOnce() {
    SpaceBudget budget = budget(UNSPACED, 0);
    throttle(budget, 0, 1);

    for (long now = 0; now < 5 * MINUTE; now += 7 * SECOND) {
      budget.nanosUntilPermit(now, Permit.SPARE);
    }

    takeAll(budget, 5 * MINUTE, 4, Permit.SPARE);
    assertThat(budget.nanosUntilPermit(5 * MINUTE, Permit.SPARE)).isEqualTo(4 * SECOND);
  }

  private static SpaceBudget budget(BudgetLimits limits, long now) {
    SpaceBudget budget = new SpaceBudget(limits, now);
    budget.join(limits, now);
    return budget;
  }

  private static void takeAll(SpaceBudget budget, long now, int count) {
    takeAll(budget, now, count, Permit.LAST);
  }

  private static void takeAll(SpaceBudget budget, long now, int count, Permit permit) {
    for (int i = 0; i < count; i++) {
      assertThat(budget.nanosUntilPermit(now, permit)).as("permit %d", i).isZero();
      budget.take(now);
    }
  }

  /** Gives a full bucket 429s that each cost only a nanosecond's pause. */
  private static void throttle(SpaceBudget budget, long now, int times) {
    for (int i = 0; i < times; i++) {
      budget.throttled(now, 1, 0);
    }
  }

  /** Posts as soon as possible and returns the pauses after each 429, in milliseconds. */
  private static List<Long> pausesOfARow(SpaceBudget budget, int times, double share) {
    List<Long> pauses = new ArrayList<>();
    long now = budget.nanosUntilPermit(0, Permit.LAST);
    for (int i = 0; i < times; i++) {
      budget.take(now);
      budget.throttled(now, 0, share);
      long pause = budget.nanosUntilPermit(now, Permit.LAST);
      pauses.add(pause / 1_000_000);
      now += pause;
    }
    return pauses;
  }
}
