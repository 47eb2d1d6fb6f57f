/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackOverflowTest {

  private static final String NOTHING_WRONG = "escaped 0, muted 0, off 0";

  @ParameterizedTest
  @ValueSource(strings = {"none", "fingerprint"})
  void stackOverflow_neitherEscapesNorMutesTheThreadNorLosesAnEvent(String groupBy)
      throws Exception {
    assertThat(DeepAppends.run(groupBy)).isEqualTo(NOTHING_WRONG);
  }

  /** A class whose initialization runs out of stack may be unusable forever. */
  @ParameterizedTest
  @CsvSource({
    "none,-Xint",
    "none,-XX:TieredStopAtLevel=4",
    "none,-XX:TieredStopAtLevel=1",
    "fingerprint,-Xint",
    "fingerprint,-XX:TieredStopAtLevel=4",
    "fingerprint,-XX:TieredStopAtLevel=1"
  })
  void stackOverflowOnTheFirstEventsOfAJvm_losesNothing(String groupBy, String option) {
    ChildJvm jvm = ChildJvm.run(DeepAppends.class, List.of(option), groupBy);

    assertThat(jvm.output()).isEqualTo(NOTHING_WRONG);
  }
}
