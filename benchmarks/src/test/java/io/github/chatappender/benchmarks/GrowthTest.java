/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What grows with the number of problems can be measured. */
class GrowthTest {

  @Test
  void hundredProblems_logOneEventASecond() {
    ManyIncidents many = new ManyIncidents(100);

    for (int i = 0; i < 1_000; i++) {
      assertThat(many.step()).isNotNegative();
    }
  }

  @Test
  void moreProblemsTakeMoreHeap() {
    assertThat(Growth.heapOf(1_000)).isGreaterThan(1_000_000);
  }
}
