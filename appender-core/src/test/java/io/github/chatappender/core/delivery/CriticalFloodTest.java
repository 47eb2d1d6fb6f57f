/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.budget.SpaceBudgets;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.spool.Disk;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests how many queued critical events a step takes. */
class CriticalFloodTest {

  private static final int FLOOD = 100_000;

  private @Nullable SharedState shared;
  private boolean raging;
  private int came;

  /** Equal events take no room while waiting, so that nothing else would end the step. */
  @Test
  void equalEventsThatArriveDuringAStep_waitForTheNextStep() throws Exception {
    CriticalDelivery delivery = delivery();
    SharedState flooded = Objects.requireNonNull(shared);
    for (int i = 0; i < 3; i++) {
      come(flooded.critical);
    }
    raging = true;

    delivery.drain(0);

    assertThat(came).isBetween(3 + 3, 100);
    Notice next = delivery.next();
    assertThat(next).isNotNull();
    assertThat(next.parts).hasSize(1);
    assertThat(next.events()).isEqualTo(3);
    assertThat(delivery.hasMore()).isTrue();
    assertThat(flooded.accounts.accepted()).isEqualTo(came);
  }

  /**
   * Returns the delivery of a sender without a spool; a user's rule reads each event that it takes.
   */
  private CriticalDelivery delivery() throws Exception {
    Settings settings =
        new Settings().set(Setting.WEBHOOK_URL, LoopRig.ADDRESS).addRedact("iban=(\\w+)");
    Setup setup = Setup.of(SenderConfig.parse(settings, new FakeProcessFacts()));
    ManualTicker still = new ManualTicker();
    Platform platform =
        new Platform(
            this::readTicker,
            new ManualClock(still, ManualClock.START),
            Thread::new,
            new FakeDiagnostics(),
            () -> 0,
            config -> new ScriptedTransport(still),
            new SpaceBudgets(),
            new FakeProcessFacts(),
            Disk.real());
    shared = new SharedState(setup, platform, () -> 0);
    return new CriticalDelivery(setup, platform, shared, new Redaction(setup, platform));
  }

  /** A ticker that stands still; each reading adds another event, as in a flood. */
  private long readTicker() {
    if (shared != null && raging && came < FLOOD) {
      raging = false; // the queue reads it as well, for the new event
      come(shared.critical);
      raging = true;
    }
    return 0;
  }

  private void come(CriticalIntake to) {
    came++;
    to.take(
        LogEntry.builder(Severity.ERROR, "com.acme.Shop", "no copy")
            .critical(Severity.FATAL)
            .build());
  }
}
