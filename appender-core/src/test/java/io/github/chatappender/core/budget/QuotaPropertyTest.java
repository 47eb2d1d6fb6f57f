/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.FakeDiagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Checks promise 5: never more than the configured budget, in any window; a 429 pauses the space.
 */
class QuotaPropertyTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long SPACING = 1_100 * MILLI;
  private static final int RUNS = 1_000;
  private static final int STEPS = 200;

  @Test
  void randomSenders429sFailuresAndReconfigurations_keepEveryWindowWithinTheBudget() {
    for (int seed = 0; seed < RUNS; seed++) {
      new Run(seed).runAndCheck();
    }
  }

  /**
   * Several senders of one space. One has the smallest budget and stays; the others come, go and
   * change theirs. Each post ends with a random answer after a random time.
   */
  private static final class Run {

    private final int seed;
    private final Random random;
    private final SpaceBudgets budgets = new SpaceBudgets();
    private final FakeDiagnostics diagnostics = new FakeDiagnostics();
    private final BudgetLimits smallest;
    private final long origin;
    private final List<SpaceBudget> senders = new ArrayList<>();
    private final List<BudgetLimits> limits = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private final List<Long> counted = new ArrayList<>();
    private long now;
    private long pausedUntil;
    private boolean overdrawn;

    Run(int seed) {
      this.seed = seed;
      random = new Random(seed);
      smallest =
          new BudgetLimits(
              random.nextBoolean() ? 1 + random.nextInt(54) : 6_000,
              1 + random.nextInt(60),
              random.nextBoolean() ? SPACING : 0);
      origin = random.nextBoolean() ? random.nextLong() : 0;
      join(smallest);
    }

    void runAndCheck() {
      for (int i = 0; i < STEPS; i++) {
        if (random.nextInt(20) == 0) {
          reconfigure();
        }
        post(senders.get(random.nextInt(senders.size())));
      }
      checkWindows();
      checkSpacing();
    }

    private void reconfigure() {
      int which = random.nextInt(4);
      if (which > 0 && which < senders.size()) {
        senders.remove(which).leave(limits.remove(which), origin + now);
      }
      BudgetLimits larger =
          new BudgetLimits(6_000, smallest.burst + random.nextInt(60), random.nextInt(2));
      join(random.nextBoolean() ? smallest : larger);
    }

    private void join(BudgetLimits wanted) {
      senders.add(budgets.join("space", wanted, origin + now, diagnostics::alert));
      limits.add(wanted);
    }

    private void post(SpaceBudget sender) {
      Permit permit = permit();
      long wait = sender.nanosUntilPermit(origin + now, permit);
      if (wait > 0) {
        now += random.nextInt(3) > 0 ? wait : random.nextInt(5_000) * MILLI;
      }
      if (!sender.tryTake(origin + now, permit)) {
        return;
      }
      assertThat(now).as("seed %d: start within a pause", seed).isGreaterThanOrEqualTo(pausedUntil);
      starts.add(now);
      now += random.nextInt(2_000) * MILLI;
      answer(sender, permit);
    }

    private Permit permit() {
      if (!overdrawn && random.nextInt(40) == 0) {
        return Permit.OVERDRAWN;
      }
      return random.nextInt(3) == 0 ? Permit.SPARE : Permit.LAST;
    }

    private void answer(SpaceBudget sender, Permit permit) {
      sender.answered(origin + now);
      int what = random.nextInt(10);
      if (what < 3) {
        long wish = random.nextInt(3) == 0 ? random.nextInt(20_000) * MILLI : 0;
        sender.throttled(origin + now, wish, random.nextDouble());
        pausedUntil = Math.max(pausedUntil, now + (wish > 0 ? wish : SECOND));
        return;
      }
      counted.add(starts.get(starts.size() - 1));
      overdrawn |= permit == Permit.OVERDRAWN;
      if (what == 3) {
        long pause = random.nextInt(20_000) * MILLI;
        sender.pause(origin + now, pause);
        pausedUntil = Math.max(pausedUntil, now + pause);
      } else {
        sender.delivered();
      }
    }

    private void checkWindows() {
      for (int i = 0; i < counted.size(); i++) {
        for (int j = i; j < counted.size(); j++) {
          long window = counted.get(j) - counted.get(i);
          long allowed = smallest.burst + window / smallest.nanosPerPermit() + (overdrawn ? 1 : 0);
          if (j - i + 1 > allowed) {
            throw new AssertionError(
                "seed " + seed + ": more than the budget in " + window + " ns");
          }
        }
      }
    }

    private void checkSpacing() {
      for (int i = 1; i < starts.size(); i++) {
        assertThat(starts.get(i) - starts.get(i - 1))
            .as("seed %d: distance of starts", seed)
            .isGreaterThanOrEqualTo(smallest.spacingNanos);
      }
    }
  }
}
