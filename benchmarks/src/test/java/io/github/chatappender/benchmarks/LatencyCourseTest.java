/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs each fault for a moment: the figures mean nothing, that every call was counted does. */
class LatencyCourseTest {

  @ParameterizedTest
  @EnumSource
  void underEachFaultEveryCallIsMeasuredAndCounted(Fault fault) {
    LatencyCourse logback = LatencyCourse.run(fault, Subject.LOGBACK_CHAT, 500);
    LatencyCourse log4j = LatencyCourse.run(fault, Subject.LOG4J2_CHAT, 500);

    assertThat(List.of(logback, log4j))
        .allSatisfy(
            course -> {
              assertThat(course.nanos.getTotalCount()).isGreaterThanOrEqualTo(1_000);
              assertThat(course.baseline.getTotalCount()).isGreaterThanOrEqualTo(1_000);
            });
    assertThat(LatencyTable.of(List.of(logback, log4j)).lines()).hasSize(2 + 4);
  }
}
