/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.FakeReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrowableNumbersTest {

  private final ThrowableNumbers numbers = new ThrowableNumbers();

  @Test
  void exceptionLoggedAgain_keepsItsNumber() {
    Throwable thrown = new IllegalStateException("x");

    long[] first = of(thrown);

    assertThat(first).hasSize(1).doesNotContain(0);
    assertThat(of(thrown)).isEqualTo(first);
    assertThat(of(new IllegalStateException("x"))).isNotEqualTo(first);
  }

  @Test
  void causeThatWasLogged_followsTheWrappersNumber() {
    Throwable cause = new IllegalStateException("x");
    long known = of(cause)[0];
    Throwable wrapper = new RuntimeException(cause);

    long[] wrapped = of(wrapper, cause);

    assertThat(wrapped).hasSize(2).endsWith(known);
    assertThat(of(wrapper)[0]).isEqualTo(wrapped[0]);
  }

  @Test
  void causeThatWasNotLogged_hasNoNumber() {
    assertThat(of(new RuntimeException(), new IllegalStateException())).hasSize(1);
  }

  @Test
  void noException_hasNoNumber() {
    assertThat(of()).isEmpty();
  }

  @Test
  void fiveHundredLaterExceptions_leaveNearlyAllNumbers() {
    Throwable[] thrown = new Throwable[512];
    long[] known = new long[thrown.length];
    for (int i = 0; i < thrown.length; i++) {
      thrown[i] = new IllegalStateException("x");
      known[i] = of(thrown[i])[0];
    }

    int same = 0;
    for (int i = 0; i < thrown.length; i++) {
      same += of(thrown[i])[0] == known[i] ? 1 : 0;
    }

    assertThat(same).isGreaterThan(480);
  }

  private long[] of(Throwable... chain) {
    return numbers.of(List.of(chain), FakeReader.INSTANCE);
  }
}
