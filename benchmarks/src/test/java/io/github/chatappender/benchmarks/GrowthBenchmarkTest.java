/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks of growing tables once, in this process. */
class GrowthBenchmarkTest {

  @Test
  void growthBenchmarks_runAtEverySize() throws RunnerException {
    Collection<RunResult> runs =
        AppendBenchmarkTest.run(1, "\\.(Growth|Step)Benchmark\\.", 20, Subject.LOG4J2_CHAT);

    assertThat(runs).hasSize(4 + 3);
    assertThat(runs).allSatisfy(r -> assertThat(r.getPrimaryResult().getScore()).isPositive());
  }
}
