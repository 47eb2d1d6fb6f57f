/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.LinkedHashMap;
import java.util.Map;

/** Limits the rate of each space. Thread-safe. */
final class Quotas {
  static final int MAX_PER_SECOND = 1_000_000;

  private static final int MAX_SPACES = 100;

  private final Map<String, Quota> bySpace = new LinkedHashMap<>();
  private double perSecond;
  private int burst;

  /** Takes the rate, 0 for none, and the number of requests allowed at once after a pause. */
  Quotas(double perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /** Changes the rate of all spaces; 0 removes it. */
  synchronized void set(double perSecond) {
    if (perSecond < 0 || perSecond > MAX_PER_SECOND) {
      throw new IllegalArgumentException(
          "the quota must be 0, for none, to " + MAX_PER_SECOND + " requests per second");
    }
    this.perSecond = perSecond;
    this.burst = 1;
    bySpace.clear();
  }

  synchronized double perSecond() {
    return perSecond;
  }

  synchronized void take(String space, long nowNanos) throws Refusal {
    if (perSecond == 0) {
      return;
    }
    if (bySpace.size() >= MAX_SPACES && !bySpace.containsKey(space)) {
      bySpace.remove(bySpace.keySet().iterator().next());
    }
    Quota quota = bySpace.computeIfAbsent(space, name -> new Quota(perSecond, burst));
    if (!quota.tryTake(nowNanos)) {
      throw Refusal.tooFast();
    }
  }
}
