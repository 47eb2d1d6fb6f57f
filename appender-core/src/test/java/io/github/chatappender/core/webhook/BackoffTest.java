/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final Duration MAX = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({
    "1, 1000000000",
    "2, 2000000000",
    "3, 4000000000",
    "4, 8000000000",
    "5, 16000000000",
    "6, 30000000000",
    "7, 30000000000",
    "1000, 30000000000",
    "2147483647, 30000000000",
  })
  void theBoundDoublesUpToTheMaximum(int failures, long halfOfTheBound) {
    Backoff backoff = new Backoff(DELAY, MAX, () -> 0.5);

    assertThat(backoff.nanosAfter(failures)).isEqualTo(halfOfTheBound);
  }

  @Test
  void aPauseIsNeverZero() {
    Backoff backoff = new Backoff(DELAY, MAX, () -> 0.0);

    assertThat(backoff.nanosAfter(1)).isEqualTo(1);
  }

  @Test
  void aPauseStaysBelowTheBound() {
    Backoff backoff = new Backoff(DELAY, MAX, () -> Math.nextDown(1.0));

    assertThat(backoff.nanosAfter(1)).isEqualTo(1_999_999_999L);
    assertThat(backoff.nanosAfter(30)).isEqualTo(59_999_999_999L);
  }

  @Test
  void theLongestRangeDoesNotOverflow() {
    Backoff backoff = new Backoff(Duration.ofMinutes(10), Duration.ofMinutes(10), () -> 0.5);

    assertThat(backoff.nanosAfter(1_000)).isEqualTo(Duration.ofMinutes(5).toNanos());
  }

  @Test
  void maximum_isExposed() {
    assertThat(new Backoff(DELAY, MAX, () -> 0.5).maxNanos).isEqualTo(60_000_000_000L);
  }
}
