/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.budget.SpaceBudgets;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.spool.Disk;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests how many queued samples a step takes. */
class InboxTest {

  private static final int CAPACITY = 100;
  private static final int FLOOD = 10_000;

  private @Nullable SharedState shared;
  private int came;

  @Test
  void samplesThatArriveDuringAStep_waitForTheNextStep() throws ConfigException {
    ManualTicker ticker = new ManualTicker();
    ManualClock clock = new ManualClock(ticker, ManualClock.START);
    Inbox inbox =
        inbox(flooded(Incidents.of(Configs.defaults(), clock, new Mutes())), ticker, clock);
    come();
    come();
    come();

    inbox.drain(ticker.read());

    assertThat(came).isEqualTo(3 + 3);
    assertThat(inbox.hasMore()).isTrue();
  }

  /** Returns incidents that add another event for each one taken. */
  private Incidents flooded(Incidents incidents) {
    InvocationHandler handler =
        (proxy, method, args) -> {
          if (method.getName().equals("add")) {
            come();
          }
          return method.invoke(incidents, args);
        };
    return (Incidents)
        Proxy.newProxyInstance(
            Incidents.class.getClassLoader(), new Class<?>[] {Incidents.class}, handler);
  }

  private void come() {
    if (came < FLOOD) {
      came++;
      Objects.requireNonNull(shared)
          .queue
          .offer(new Sample(LogEntry.builder(Severity.ERROR, "com.acme.Shop", "no").build(), null));
    }
  }

  private Inbox inbox(Incidents incidents, ManualTicker ticker, ManualClock clock)
      throws ConfigException {
    Platform platform =
        new Platform(
            ticker,
            clock,
            Thread::new,
            new FakeDiagnostics(),
            () -> 0,
            config -> new ScriptedTransport(ticker),
            new SpaceBudgets(),
            new FakeProcessFacts(),
            Disk.real());
    Setup setup = Setup.of(Configs.with(Setting.WEBHOOK_URL, LoopRig.ADDRESS));
    shared = new SharedState(setup, platform, () -> 0);
    return new Inbox(incidents, CAPACITY, shared, new Redaction(setup, platform), clock);
  }
}
