/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.benchmarks.report.Results;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Runs a small storm to check its counts; its times mean nothing. */
class EndToEndTest {

  private static final int ERRORS = 400;

  @Test
  void everyErrorThroughOurAppenders_isReported() throws Exception {
    Results results =
        new EndToEnd(ERRORS, 20, 0)
            .run(EnumSet.of(Subject.LOGBACK_CHAT), EnumSet.of(Workload.TWENTY_STATEMENTS));

    assertThat(value(results, EndToEnd.TOLD)).isEqualTo(ERRORS);
    assertThat(value(results, EndToEndRun.DROPPED)).isZero();
    assertThat(value(results, EndToEnd.REQUESTS)).isBetween(1.0, 10.0);
  }

  private static double value(Results results, String metric) {
    return results
        .value(
            Workload.TWENTY_STATEMENTS.name(),
            Subject.LOGBACK_CHAT.name(),
            EndToEndRun.THREADS,
            metric)
        .orElseThrow();
  }
}
