/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps one budget for each space, which all senders of a class loader share, even across a
 * reconfiguration. Bounded to 64 spaces: beyond that the one joined first is forgotten, unused ones
 * before others. Thread-safe.
 */
public final class SpaceBudgets {

  /** The budgets of this class loader: our only static state, plain numbers only. */
  public static final SpaceBudgets SHARED = new SpaceBudgets();

  private static final int SPACES = 64;

  private final Map<String, SpaceBudget> budgets = new LinkedHashMap<>();

  /** Creates a registry without budgets. */
  public SpaceBudgets() {}

  /**
   * Joins the budget of a space. If others use it with other limits, the tightest apply to all.
   *
   * @param now the current tick, of the same ticker for all
   * @param alerts takes one line if limits differ
   * @return the budget, to be {@linkplain SpaceBudget#leave left}
   */
  public synchronized SpaceBudget join(
      String space, BudgetLimits limits, long now, Consumer<String> alerts) {
    if (!budgets.containsKey(space) && budgets.size() >= SPACES) {
      forgetOne();
    }
    SpaceBudget budget = budgets.computeIfAbsent(space, s -> new SpaceBudget(limits, now));
    boolean shared = !budget.isUnused();
    BudgetLimits before = shared ? budget.limits() : limits;
    budget.join(limits, now);
    if (!before.sameAs(limits)) {
      alerts.accept(
          "several appenders post to one space with different budgets; all use the smaller values: "
              + budget.limits());
    }
    return budget;
  }

  private void forgetOne() {
    String victim = budgets.keySet().iterator().next();
    for (Map.Entry<String, SpaceBudget> entry : budgets.entrySet()) {
      if (entry.getValue().isUnused()) {
        victim = entry.getKey();
        break;
      }
    }
    budgets.remove(victim);
  }
}
