/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerTest {

  private static final long TEN_MINUTES = 600_000_000_000L;

  private final Breaker breaker = new Breaker();

  @Test
  void closedBreaker_letsEverythingPass() {
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.nanosUntilPass(5)).isZero();
    assertThat(breaker.close()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void openBreaker_letsAProbePassAfterTenMinutes(long now) {
    assertThat(breaker.open(now)).isTrue();

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.nanosUntilPass(now)).isEqualTo(TEN_MINUTES);
    assertThat(breaker.nanosUntilPass(now + TEN_MINUTES - 1)).isEqualTo(1);
    assertThat(breaker.nanosUntilPass(now + TEN_MINUTES)).isZero();
    assertThat(breaker.nanosUntilPass(now + 2 * TEN_MINUTES)).isZero();
  }

  @Test
  void failedProbe_waitsAnotherTenMinutes() {
    breaker.open(0);

    assertThat(breaker.open(TEN_MINUTES + 7)).isFalse();

    assertThat(breaker.nanosUntilPass(TEN_MINUTES + 7)).isEqualTo(TEN_MINUTES);
  }

  @Test
  void deliveredProbe_closesTheBreaker() {
    breaker.open(0);

    assertThat(breaker.close()).isTrue();

    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.nanosUntilPass(0)).isZero();
    assertThat(breaker.open(0)).isTrue();
  }
}
