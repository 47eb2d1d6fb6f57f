/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.testing.Configs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 60000000000",
    "15, 4000000000",
    "54, 1111111111",
  })
  void chatSpace_acceptsAtMost54MessagesAMinute(String messages, long nanosPerPermit) {
    BudgetLimits limits =
        BudgetLimits.of(
            Configs.with(Setting.MESSAGES_PER_MINUTE, messages, Setting.BURST, "7"), false);

    assertThat(limits.nanosPerPermit()).isEqualTo(nanosPerPermit);
    assertThat(limits.burst).isEqualTo(7);
    assertThat(limits.spacingNanos).isEqualTo(1_100_000_000);
  }

  @ParameterizedTest
  @CsvSource({"55", "6000"})
  void rateAboveTheServicesQuota_isReportedAndTheDefaultUsed(String messages) {
    SenderConfig config = Configs.with(Setting.MESSAGES_PER_MINUTE, messages, Setting.BURST, "7");

    BudgetLimits limits = BudgetLimits.of(config, false);

    assertThat(limits).hasToString("messagesPerMinute 15, burst 7");
    assertThat(limits.spacingNanos).isEqualTo(1_100_000_000);
    assertThat(BudgetLimits.fault(config, false))
        .isEqualTo(
            "messagesPerMinute must be a whole number from 1 to 54 (more only on loopback): "
                + messages
                + "; using 15");
    assertThat(BudgetLimits.fault(config, true)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"55, 1090909090", "6000, 10000000"})
  void loopback_allowsMoreWithoutSpacing(String messages, long nanosPerPermit) {
    BudgetLimits limits =
        BudgetLimits.of(Configs.with(Setting.MESSAGES_PER_MINUTE, messages), true);

    assertThat(limits.nanosPerPermit()).isEqualTo(nanosPerPermit);
    assertThat(limits.spacingNanos).isZero();
  }

  @Test
  void tighter_takesTheSmallerOfEachLimit() {
    BudgetLimits tight = new BudgetLimits(15, 9, 0).tighter(new BudgetLimits(30, 3, 7));

    assertThat(tight.nanosPerPermit()).isEqualTo(4_000_000_000L);
    assertThat(tight.burst).isEqualTo(3);
    assertThat(tight.spacingNanos).isEqualTo(7);
  }

  @Test
  void limitsAreTheSame_ifNothingDiffers() {
    BudgetLimits limits = new BudgetLimits(15, 5, 7);

    assertThat(limits.sameAs(new BudgetLimits(15, 5, 7))).isTrue();
    assertThat(limits.sameAs(new BudgetLimits(16, 5, 7))).isFalse();
    assertThat(limits.sameAs(new BudgetLimits(15, 6, 7))).isFalse();
    assertThat(limits.sameAs(new BudgetLimits(15, 5, 8))).isFalse();
  }

  @Test
  void toString_namesTheSettings() {
    assertThat(new BudgetLimits(15, 5, 7)).hasToString("messagesPerMinute 15, burst 5");
  }
}
