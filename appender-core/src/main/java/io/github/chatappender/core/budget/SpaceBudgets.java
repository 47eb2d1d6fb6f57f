/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import io.github.chatappender.core.model.Diagnostics;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps one budget for each space, so that all senders of a class loader share it, also across a
 * reconfiguration. Bounded: 64 spaces; then the one that was leased first is forgotten, unused ones
 * before others. Thread-safe.
 */
public final class SpaceBudgets {

  /**
   * The budgets of this class loader: the one static state we allow ourselves, plain numbers only.
   */
  public static final SpaceBudgets SHARED = new SpaceBudgets();

  private static final int SPACES = 64;

  private final Map<String, SpaceBudget> budgets = new LinkedHashMap<>();

  /** Creates a registry without budgets. */
  public SpaceBudgets() {}

  /**
   * Joins the budget of a space. If others use it with other limits, the smaller ones hold for all.
   *
   * @param space names the space
   * @param limits what this sender was configured to
   * @param now the current tick, of the same ticker for all
   * @param diagnostics told if limits differ
   * @return the lease, to be closed
   */
  public synchronized BudgetLease lease(
      String space, BudgetLimits limits, long now, Diagnostics diagnostics) {
    if (!budgets.containsKey(space) && budgets.size() >= SPACES) {
      forgetOne();
    }
    SpaceBudget budget = budgets.computeIfAbsent(space, s -> new SpaceBudget());
    boolean shared = !budget.isUnused();
    BudgetLimits before = shared ? budget.limits() : limits;
    long id = budget.join(limits, now);
    if (!before.sameAs(limits)) {
      diagnostics.alert(
          "several appenders post to one space with different budgets; for all of them holds: "
              + budget.limits());
    }
    return new BudgetLease(budget, id);
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
