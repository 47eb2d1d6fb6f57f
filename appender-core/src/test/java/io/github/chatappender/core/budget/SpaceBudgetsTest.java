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
  void allWhoPostToASpaceShareItsBudget() {
    BudgetLease one = lease("a", SMALL);
    BudgetLease other = lease("a", SMALL);

    takeAll(one, 3);
    takeAll(other, 2);

    assertThat(one.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(other.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(diagnostics.lines()).isEmpty();
  }

  @Test
  void spacesDoNotShareABudget() {
    BudgetLease a = lease("a", SMALL);
    BudgetLease b = lease("b", SMALL);

    takeAll(a, 5);
    a.pause(0, 100 * SECOND);

    assertThat(b.nanosUntilPermit(0, Permit.LAST)).isZero();
    assertThat(b.isPaused(0)).isFalse();
  }

  @Test
  void a429OfOnePausesAll() {
    BudgetLease one = lease("a", SMALL);
    BudgetLease other = lease("a", SMALL);

    one.throttled(0, 30 * SECOND, 0.5);

    assertThat(other.isPaused(0)).isTrue();
    assertThat(other.nanosUntilPermit(0, Permit.OVERDRAWN)).isEqualTo(30 * SECOND);
  }

  @Test
  void ofDifferentBudgetsTheSmallerHoldsAndIsToldOnce() {
    BudgetLease large = lease("a", LARGE);

    BudgetLease small = lease("a", SMALL);

    takeAll(large, 5);
    assertThat(small.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(diagnostics.lines())
        .containsExactly(
            "warn: several appenders post to one space with different budgets; for all of them"
                + " holds: messagesPerMinute 15, burst 5");
  }

  @Test
  void theSmallerHoldsAlsoIfItCameFirst() {
    lease("a", SMALL);

    BudgetLease large = lease("a", LARGE);

    takeAll(large, 5);
    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(diagnostics.lines()).hasSize(1);
  }

  @Test
  void ofMixedBudgetsTheSmallerOfEachNumberHolds() {
    BudgetLease slow = lease("a", new BudgetLimits(15, 10, 0));
    lease("a", new BudgetLimits(30, 2, 0));

    takeAll(slow, 2);

    assertThat(slow.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(diagnostics.lines())
        .singleElement()
        .asString()
        .endsWith("messagesPerMinute 15, burst 2");
  }

  @Test
  void whenTheSmallerLeavesTheLargerHoldsAgain() {
    BudgetLease large = lease("a", LARGE);
    BudgetLease small = lease("a", SMALL);
    takeAll(large, 5);

    small.close(0);

    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(2 * SECOND);
    takeAllAt(large, 100 * SECOND, 10);
  }

  @Test
  void aChangeOfTheLimitsAddsNoPermits() {
    BudgetLease large = lease("a", LARGE);
    takeAll(large, 8);

    BudgetLease small = lease("a", SMALL);
    takeAll(large, 2);
    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);

    small.close(0);
    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(2 * SECOND);
  }

  @Test
  void whatWasTakenIsRememberedAcrossAReconfiguration() {
    BudgetLease before = lease("a", SMALL);
    takeAll(before, 5);
    before.throttled(0, 20 * SECOND, 0.5);

    before.close(0);
    BudgetLease after = lease("a", SMALL);

    assertThat(after.nanosUntilPermit(0, Permit.LAST)).isEqualTo(20 * SECOND);
    assertThat(after.isPaused(0)).isTrue();
    assertThat(diagnostics.lines()).isEmpty();
  }

  @Test
  void newLimitsAfterAllHaveLeftAreNoConflict() {
    lease("a", SMALL).close(0);

    BudgetLease large = lease("a", LARGE);
    takeAll(large, 5);

    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(2 * SECOND);
    assertThat(diagnostics.lines()).isEmpty();
  }

  @Test
  void closingTwiceLeavesOnce() {
    BudgetLease large = lease("a", LARGE);
    BudgetLease small = lease("a", SMALL);

    small.close(0);
    small.close(0);

    takeAll(large, 5);
    assertThat(large.nanosUntilPermit(0, Permit.LAST)).isEqualTo(2 * SECOND);
  }

  @Test
  void sixtyFourSpacesAreRemembered() {
    drained("space 0");
    leaseMany(1, 64);

    assertThat(lease("space 0", SMALL).nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
  }

  @Test
  void theSixtyFifthSpaceTakesThePlaceOfTheFirst() {
    drained("space 0");
    leaseMany(1, 65);

    assertThat(lease("space 0", SMALL).nanosUntilPermit(0, Permit.LAST)).isZero();
  }

  @Test
  void aSpaceThatNobodyUsesGoesBeforeOneInUse() {
    drained("space 0");
    drained("space 1").close(0);
    leaseMany(2, 64);

    lease("space 64", SMALL);

    assertThat(lease("space 0", SMALL).nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    assertThat(lease("space 1", SMALL).nanosUntilPermit(0, Permit.LAST)).isZero();
  }

  @Test
  void aForgottenSpaceStillLimitsThoseWhoHaveIt() {
    BudgetLease first = drained("space 0");

    leaseMany(1, 100);

    assertThat(first.nanosUntilPermit(0, Permit.LAST)).isEqualTo(4 * SECOND);
    first.close(0);
  }

  private BudgetLease lease(String space, BudgetLimits limits) {
    return budgets.lease(space, limits, 0, diagnostics);
  }

  private BudgetLease drained(String space) {
    BudgetLease lease = lease(space, SMALL);
    takeAll(lease, 5);
    return lease;
  }

  private void leaseMany(int from, int to) {
    for (int i = from; i < to; i++) {
      lease("space " + i, SMALL);
    }
  }

  private static void takeAll(BudgetLease lease, int count) {
    takeAllAt(lease, 0, count);
  }

  private static void takeAllAt(BudgetLease lease, long now, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(lease.tryTake(now, Permit.LAST)).as("permit %d", i).isTrue();
    }
  }
}
