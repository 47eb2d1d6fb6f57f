/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.SpaceBudgets;
import io.github.chatappender.core.model.ProcessFacts;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.spool.Disk;
import io.github.chatappender.core.webhook.DryRunTransport;
import io.github.chatappender.core.webhook.HttpTransport;
import io.github.chatappender.core.webhook.Transport;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** Holds what only delivery needs from outside: chance, network, budgets, files. Immutable. */
final class Outside {

  final DoubleSupplier random;
  final Function<SenderConfig, Transport> transports;
  final SpaceBudgets budgets;
  final ProcessFacts facts;
  final Disk disk;

  Outside(
      DoubleSupplier random,
      Function<SenderConfig, Transport> transports,
      SpaceBudgets budgets,
      ProcessFacts facts,
      Disk disk) {
    this.random = random;
    this.transports = transports;
    this.budgets = budgets;
    this.facts = facts;
    this.disk = disk;
  }

  /** Returns the real ones. */
  static Outside real() {
    return new Outside(
        () -> ThreadLocalRandom.current().nextDouble(),
        Outside::transport,
        SpaceBudgets.SHARED,
        ProcessFacts.ofThisProcess(),
        Disk.real());
  }

  private static Transport transport(SenderConfig config) {
    return config.dryRun()
        ? new DryRunTransport(System.out)
        : new HttpTransport(config, new OwnThreads("http"));
  }
}
