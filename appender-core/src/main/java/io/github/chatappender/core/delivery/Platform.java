/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.budget.SpaceBudgets;
import io.github.chatappender.core.config.ProcessFacts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.Ticker;
import io.github.chatappender.core.spool.Disk;
import io.github.chatappender.core.webhook.DryRunTransport;
import io.github.chatappender.core.webhook.HttpTransport;
import io.github.chatappender.core.webhook.Transport;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Holds everything from outside: time, threads, the host's status system, randomness, network,
 * budgets, files. Immutable.
 */
final class Platform {

  /** Shields delivery from exceptions of the host's status system. */
  private static final class SafeDiagnostics implements Diagnostics {

    private final Diagnostics host;

    SafeDiagnostics(Diagnostics host) {
      this.host = host;
    }

    @Override
    public void info(String message) {
      report(host::info, message);
    }

    @Override
    public void warn(String message) {
      report(host::warn, message);
    }

    @Override
    public void alert(String message) {
      report(host::alert, message);
    }

    @Override
    public void fault(String message) {
      report(host::fault, message);
    }

    private static void report(Consumer<String> listener, String message) {
      try {
        listener.accept(message);
      } catch (RuntimeException | Error e) {
        // there is no other place to report it
      }
    }
  }

  final Ticker ticker;
  final Clock clock;
  final ThreadFactory threads;
  final Diagnostics diagnostics;
  final DoubleSupplier random;
  final Function<SenderConfig, Transport> transports;
  final SpaceBudgets budgets;
  final ProcessFacts facts;
  final Disk disk;

  Platform(
      Ticker ticker,
      Clock clock,
      ThreadFactory threads,
      Diagnostics diagnostics,
      DoubleSupplier random,
      Function<SenderConfig, Transport> transports,
      SpaceBudgets budgets,
      ProcessFacts facts,
      Disk disk) {
    this.ticker = ticker;
    this.clock = clock;
    this.threads = threads;
    this.diagnostics = new SafeDiagnostics(diagnostics);
    this.random = random;
    this.transports = transports;
    this.budgets = budgets;
    this.facts = facts;
    this.disk = disk;
  }

  /** Returns the platform of this JVM. */
  static Platform real(Diagnostics diagnostics) {
    return new Platform(
        Ticker.system(),
        Clock.systemUTC(),
        new OwnThreads("delivery"),
        diagnostics,
        () -> ThreadLocalRandom.current().nextDouble(),
        Platform::transport,
        SpaceBudgets.SHARED,
        ProcessFacts.ofThisProcess(),
        Disk.real());
  }

  private static Transport transport(SenderConfig config) {
    return config.dryRun
        ? new DryRunTransport(System.out, Clock.systemUTC())
        : new HttpTransport(config, new OwnThreads("http"));
  }
}
