/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
  void aFullBucketHoldsTheBurstAndRefillsEveryFourSeconds(long start) {
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
  void aLongSilenceSavesNoMoreThanTheBurst() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    takeAll(budget, 60 * MINUTE, 5);

    assertThat(budget.nanosUntilPermit(60 * MINUTE, Permit.LAST)).isEqualTo(4 * SECOND);
  }

  @Test
  void waitingIsNotLostWhenNothingIsTaken() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    for (int i = 1; i <= 4; i++) {
      assertThat(budget.nanosUntilPermit(i * SECOND, Permit.LAST)).isEqualTo((4 - i) * SECOND);
    }
  }

  @Test
  void startsAreOnePointOneSecondsApart() {
    SpaceBudget budget = budget(NORMAL, 0);

    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.LAST)).isEqualTo(SPACING);
    assertThat(budget.nanosUntilPermit(SPACING - 1, Permit.LAST)).isEqualTo(1);
    assertThat(budget.nanosUntilPermit(SPACING, Permit.LAST)).isZero();
  }

  @Test
  void aSpacedBurstGainsWhatItsSpacingTakes() {
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
  void anOverdrawGoesOneBelowTheEmptyBucket() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isZero();
    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.LAST)).isEqualTo(8 * SECOND);
  }

  @Test
  void anOverdraftIsNotOverdrawnFurther() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);
    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(4 * SECOND);
    assertThat(budget.nanosUntilPermit(4 * SECOND, Permit.OVERDRAWN)).isZero();
  }

  @Test
  void spacingAndPausesHoldForAnOverdraw() {
    SpaceBudget budget = budget(NORMAL, 0);
    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(SPACING);
    budget.pause(0, 30 * SECOND);
    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(30 * SECOND);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "5, 4", "60, 59"})
  void aSparePermitLeavesTheLastUnlessThereIsNoOther(int burst, int spare) {
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
  void whatIsUrgentFindsTheLastPermitThatOthersHaveLeft(int burst, boolean left) {
    SpaceBudget budget = budget(new BudgetLimits(15, burst, 0), 0);
    while (budget.nanosUntilPermit(0, Permit.SPARE) == 0) {
      budget.take(0);
    }

    assertThat(budget.nanosUntilPermit(0, Permit.LAST) == 0).isEqualTo(left);
  }

  @Test
  void anEmptyBucketOwesASparePermitTwoRefills() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    assertThat(budget.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(budget.nanosUntilPermit(0, Permit.SPARE)).isEqualTo(8 * SECOND);
  }

  @Test
  void spacingPausesAndTheSlowerRefillHoldForASparePermit() {
    SpaceBudget budget = budget(NORMAL, 0);
    budget.take(0);

    assertThat(budget.nanosUntilPermit(0, Permit.SPARE)).isEqualTo(SPACING);
    budget.pause(0, 30 * SECOND);
    assertThat(budget.nanosUntilPermit(0, Permit.SPARE)).isEqualTo(30 * SECOND);

    SpaceBudget slow = budget(UNSPACED, 0);
    takeAll(slow, 0, 5);
    slow.throttled(0, 0);
    assertThat(slow.nanosUntilPermit(0, Permit.SPARE)).isEqualTo(16 * SECOND);
  }

  @Test
  void aPauseHoldsWhateverTheBucketHas() {
    SpaceBudget budget = budget(UNSPACED, 0);

    budget.pause(7, 10 * SECOND);

    assertThat(budget.nanosUntilPermit(7, Permit.LAST)).isEqualTo(10 * SECOND);
    assertThat(budget.nanosUntilPermit(7 + 10 * SECOND - 1, Permit.LAST)).isEqualTo(1);
    assertThat(budget.nanosUntilPermit(7 + 10 * SECOND, Permit.LAST)).isZero();
  }

  @Test
  void aShorterPauseDoesNotShortenALongerOne() {
    SpaceBudget budget = budget(UNSPACED, 0);
    budget.pause(0, 10 * SECOND);

    budget.pause(SECOND, SECOND);
    budget.take(SECOND);

    assertThat(budget.nanosUntilPermit(SECOND, Permit.LAST)).isEqualTo(9 * SECOND);
  }

  @Test
  void theBucketRefillsDuringAPause() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);
    budget.pause(0, 20 * SECOND);

    takeAll(budget, 20 * SECOND, 5);

    assertThat(budget.nanosUntilPermit(20 * SECOND, Permit.LAST)).isEqualTo(4 * SECOND);
  }

  @Test
  void onlyAPauseLongerThanTheSpacingIsCalledOne() {
    SpaceBudget budget = budget(NORMAL, 0);
    assertThat(budget.isPaused(0)).isFalse();

    budget.take(0);
    assertThat(budget.isPaused(0)).isFalse();

    budget.pause(0, SPACING + 5);
    assertThat(budget.isPaused(0)).isTrue();
    assertThat(budget.isPaused(4)).isTrue();
    assertThat(budget.isPaused(5)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "2, 16", "3, 32", "4, 60", "5, 60", "50, 60"})
  void each429HalvesTheRateDownToOneAMinute(int times, long secondsPerPermit) {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 5);

    for (int i = 0; i < times; i++) {
      budget.throttled(0, 0);
    }

    assertThat(budget.nanosUntilPermit(0, Permit.LAST)).isEqualTo(secondsPerPermit * SECOND);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 54})
  void noRateFallsBelowOneAMinute(int messagesPerMinute) {
    SpaceBudget budget = budget(new BudgetLimits(messagesPerMinute, 1, 0), 0);
    budget.take(0);

    for (int i = 0; i < 20; i++) {
      budget.throttled(0, 0);
    }

    assertThat(budget.nanosUntilPermit(0, Permit.LAST)).isBetween(MINUTE - 1, MINUTE);
  }

  @Test
  void a429KeepsTheNumberOfPermitsInTheBucket() {
    SpaceBudget budget = budget(UNSPACED, 0);
    takeAll(budget, 0, 3);

    budget.throttled(0, 0);

    takeAll(budget, 0, 2);
    assertThat(budget.nanosUntilPermit(0, Permit.LAST)).isEqualTo(8 * SECOND);
  }

  @Test
  void a429PausesTheSpace() {
    SpaceBudget budget = budget(UNSPACED, 0);

    budget.throttled(0, 90 * SECOND);

    assertThat(budget.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(90 * SECOND);
    assertThat(budget.isPaused(0)).isTrue();
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
  void eachCleanMinuteGivesBackATenthOfTheNominalRate(int minutes, long nanosPerPermit) {
    SpaceBudget budget = budget(UNSPACED, 0);
    budget.throttled(0, 0);

    takeAll(budget, minutes * MINUTE, 5);

    assertThat(budget.nanosUntilPermit(minutes * MINUTE, Permit.LAST)).isEqualTo(nanosPerPermit);
  }

  @Test
  void aMinuteThatIsNotWholeGivesNothingBack() {
    SpaceBudget budget = budget(UNSPACED, 0);
    budget.throttled(0, 0);

    takeAll(budget, MINUTE - 1, 5);

    assertThat(budget.nanosUntilPermit(MINUTE - 1, Permit.LAST)).isEqualTo(8 * SECOND);
  }

  @Test
  void another429StartsTheMinuteAnew() {
    SpaceBudget budget = budget(UNSPACED, 0);
    budget.throttled(0, 0);
    budget.throttled(59 * SECOND, 0);

    takeAll(budget, 118 * SECOND, 5);
    assertThat(budget.nanosUntilPermit(118 * SECOND, Permit.LAST)).isEqualTo(16 * SECOND);

    assertThat(budget.nanosUntilPermit(119 * SECOND, Permit.LAST))
        .as("rate 0.35, with a sixteenth of a permit kept")
        .isEqualTo((long) (4 * SECOND / 0.35 * 15 / 16));
  }

  @Test
  void theRateRecoversMinuteByMinuteAsInOneGo() {
    SpaceBudget budget = budget(UNSPACED, 0);
    budget.throttled(0, 0);

    for (long now = 0; now < 5 * MINUTE; now += 7 * SECOND) {
      budget.nanosUntilPermit(now, Permit.LAST);
    }

    takeAll(budget, 5 * MINUTE, 5);
    assertThat(budget.nanosUntilPermit(5 * MINUTE, Permit.LAST)).isEqualTo(4 * SECOND);
  }

  @Test
  void noWindowHasMoreStartsThanBurstAndRateAllow() {
    for (int seed = 0; seed < 1_000; seed++) {
      new Schedule(seed).runAndCheck();
    }
  }

  private static SpaceBudget budget(BudgetLimits limits, long now) {
    SpaceBudget budget = new SpaceBudget();
    budget.join(limits, now);
    return budget;
  }

  private static void takeAll(SpaceBudget budget, long now, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(budget.nanosUntilPermit(now, Permit.LAST)).as("permit %d", i).isZero();
      budget.take(now);
    }
  }

  /** A sender that now waits as told, now for a random time, and meets 429s and pauses. */
  private static final class Schedule {

    private final int seed;
    private final Random random;
    private final BudgetLimits limits;
    private final long start;
    private final SpaceBudget budget;
    private final List<Long> starts = new ArrayList<>();
    private long now;
    private long notBefore;
    private boolean overdrawn;

    Schedule(int seed) {
      this.seed = seed;
      random = new Random(seed);
      int messagesPerMinute = random.nextBoolean() ? 1 + random.nextInt(54) : 6_000;
      limits =
          new BudgetLimits(
              messagesPerMinute, 1 + random.nextInt(60), random.nextBoolean() ? SPACING : 0);
      start = random.nextBoolean() ? random.nextLong() : 0;
      budget = budget(limits, start);
    }

    void runAndCheck() {
      for (int i = 0; i < 200; i++) {
        step();
      }
      for (int i = 0; i < starts.size(); i++) {
        for (int j = i; j < starts.size(); j++) {
          long window = starts.get(j) - starts.get(i);
          long allowed = limits.burst() + window / limits.nanosPerPermit() + (overdrawn ? 1 : 0);
          assertThat(j - i + 1L)
              .as("seed %d, window of %d ns", seed, window)
              .isLessThanOrEqualTo(allowed);
        }
        if (i > 0) {
          assertThat(starts.get(i) - starts.get(i - 1))
              .isGreaterThanOrEqualTo(limits.spacingNanos());
        }
      }
    }

    private void step() {
      Permit permit = permit();
      long tick = start + now;
      long wait = budget.nanosUntilPermit(tick, permit);
      if (wait == 0) {
        assertThat(now).as("seed %d: start within a pause", seed).isGreaterThanOrEqualTo(notBefore);
        overdrawn |= permit == Permit.OVERDRAWN;
        budget.take(tick);
        starts.add(now);
      } else if (random.nextInt(3) > 0) {
        now += wait;
        assertThat(budget.nanosUntilPermit(start + now, permit))
            .as("seed %d: what is left after the wait, but for rounding", seed)
            .isLessThanOrEqualTo(1);
      } else {
        now += random.nextInt(5_000) * 1_000_000L;
      }
      react();
    }

    private Permit permit() {
      if (!overdrawn && random.nextInt(40) == 0) {
        return Permit.OVERDRAWN;
      }
      return random.nextInt(3) == 0 ? Permit.SPARE : Permit.LAST;
    }

    private void react() {
      long pause = random.nextInt(20_000) * 1_000_000L;
      int what = random.nextInt(30);
      if (what == 0) {
        budget.throttled(start + now, pause);
        notBefore = Math.max(notBefore, now + pause);
      } else if (what == 1) {
        budget.pause(start + now, pause);
        notBefore = Math.max(notBefore, now + pause);
      }
    }
  }
}
