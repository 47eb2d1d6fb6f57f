/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.FakeDiagnostics;
import org.junit.jupiter.api.Test;

class SpaceBudgetsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final BudgetLimits LARGE = new BudgetLimits(30, 10, 0);
  private static final BudgetLimits SMALL = new BudgetLimits(15, 5, 0);

  private final SpaceBudgets budgets = new SpaceBudgets();
  private final FakeDiagnostics diagnostics = new FakeDiagnostics();

  @Test
  void sendersForOneSpace_shareItsBudget() {
    SpaceBudget one = join("a", SMALL);
    SpaceBudget other = join("a", SMALL);

    takeAll(one, 3);
    takeAll(other, 2);

    assertThat(one.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(other.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(diagnostics.lines()).isEmpty();
  }

  @Test
  void spacesDoNotShareABudget() {
    SpaceBudget a = join("a", SMALL);
    SpaceBudget b = join("b", SMALL);

    takeAll(a, 5);
    a.pause(0, 100 * SECOND);

    assertThat(b.nanosUntilPermit(0, Permit.LAST)).isZero();
    assertThat(b.isPaused(0)).isFalse();
  }

  @Test
  void one429_pausesEverySenderForTheSpace() {
    SpaceBudget one = join("a", SMALL);
    SpaceBudget other = join("a", SMALL);

    one.throttled(0, 30 * SECOND, 0.5);

    assertThat(other.isPaused(0)).isTrue();
    assertThat(other.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(30 * SECOND);
  }

  @Test
  void differentBudgets_useTheSmallerAndReportItOnce() {
    SpaceBudget large = join("a", LARGE);

    SpaceBudget small = join("a", SMALL);

    takeAll(large, 5);
    assertThat(small.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(diagnostics.lines())
        .containsExactly(
            "alert: several appenders post to one space with different budgets; all use the"
                + " smaller values: messagesPerMinute 15, burst 5");
  }

  @Test
  void smallerBudget_holdsEvenIfItCameFirst() {
    join("a", SMALL);

    SpaceBudget large = join("a", LARGE);

    takeAll(large, 5);
    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(diagnostics.lines()).hasSize(1);
  }

  @Test
  void mixedBudgets_useTheSmallerOfEachNumber() {
    SpaceBudget slow = join("a", new BudgetLimits(15, 10, 0));
    join("a", new BudgetLimits(30, 2, 0));

    takeAll(slow, 2);

    assertThat(slow.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(diagnostics.lines())
        .singleElement()
        .asString()
        .endsWith("messagesPerMinute 15, burst 2");
  }

  @Test
  void largerBudget_holdsAgainWhenTheSmallerLeaves() {
    SpaceBudget large = join("a", LARGE);
    SpaceBudget small = join("a", SMALL);
    takeAll(large, 5);

    small.leave(SMALL, 0);

    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(2 * SECOND);
    takeAllAt(large, 100 * SECOND, 10);
  }

  @Test
  void changedLimits_addNoPermits() {
    SpaceBudget large = join("a", LARGE);
    takeAll(large, 8);

    SpaceBudget small = join("a", SMALL);
    takeAll(large, 2);
    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);

    small.leave(SMALL, 0);
    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(2 * SECOND);
  }

  @Test
  void reconfiguration_keepsTakenPermitsAndPauses() {
    SpaceBudget before = join("a", SMALL);
    takeAll(before, 5);
    before.throttled(0, 20 * SECOND, 0.5);

    before.leave(SMALL, 0);
    SpaceBudget after = join("a", SMALL);

    assertThat(after.nanosUntilPermit(0, Permit.LAST)).isEqualTo(20 * SECOND);
    assertThat(after.isPaused(0)).isTrue();
    assertThat(diagnostics.lines()).isEmpty();
  }

  @Test
  void newLimits_afterAllSendersHaveLeft_areNoConflict() {
    join("a", SMALL).leave(SMALL, 0);

    SpaceBudget large = join("a", LARGE);
    takeAll(large, 5);

    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(2 * SECOND);
    assertThat(diagnostics.lines()).isEmpty();
  }

  @Test
  void leavingTwice_countsOnce() {
    SpaceBudget large = join("a", LARGE);
    SpaceBudget small = join("a", SMALL);

    small.leave(SMALL, 0);
    small.leave(SMALL, 0);

    takeAll(large, 5);
    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(2 * SECOND);
  }

  @Test
  void sixtyFourSpacesAreRemembered() {
    drained("space 0");
    joinMany(1, 64);

    assertThat(join("space 0", SMALL).nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
  }

  @Test
  void sixtyFifthSpace_replacesTheFirst() {
    drained("space 0");
    joinMany(1, 65);

    assertThat(join("space 0", SMALL).nanosUntilPermit(0, Permit.LAST)).isZero();
  }

  @Test
  void unusedSpace_isForgottenBeforeOneInUse() {
    drained("space 0");
    drained("space 1").leave(SMALL, 0);
    joinMany(2, 64);

    join("space 64", SMALL);

    assertThat(join("space 0", SMALL).nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(join("space 1", SMALL).nanosUntilPermit(0, Permit.LAST)).isZero();
  }

  @Test
  void forgottenSpace_stillLimitsItsSenders() {
    SpaceBudget first = drained("space 0");

    joinMany(1, 100);

    assertThat(first.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    first.leave(SMALL, 0);
  }

  private SpaceBudget join(String space, BudgetLimits limits) {
    return budgets.join(space, limits, 0, diagnostics::alert);
  }

  private SpaceBudget drained(String space) {
    SpaceBudget budget = join(space, SMALL);
    takeAll(budget, 5);
    return budget;
  }

  private void joinMany(int from, int to) {
    for (int i = from; i < to; i++) {
      join("space " + i, SMALL);
    }
  }

  private static void takeAll(SpaceBudget budget, int count) {
    takeAllAt(budget, 0, count);
  }

  private static void takeAllAt(SpaceBudget budget, long now, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(budget.tryTake(now, Permit.LAST)).as("permit %d", i).isTrue();
    }
  }
}
