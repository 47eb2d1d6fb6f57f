/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.ChatSender.Configuration;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.ProcessFacts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.delivery.Setup;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads and checks settings, and reports to the host, for {@link ChatSender}. Stateless. */
final class Configurations {

  private Configurations() {}

  static @Nullable Configuration read(
      Settings settings,
      ProcessFacts facts,
      Diagnostics diagnostics,
      @Nullable Consumer<DeliveryStats> idle) {
    try {
      SenderConfig config = SenderConfig.parse(settings, facts);
      String why = whyIdle(config, diagnostics);
      if (why == null) {
        return checked(config, settings, diagnostics);
      }
      stayIdle(why, idle);
    } catch (ConfigException e) {
      e.problems.forEach(problem -> diagnostics.fault("idle: " + problem));
      e.faults.forEach(diagnostics::fault);
      stayIdle(String.join("; ", e.problems), idle);
    }
    return null;
  }

  private static void stayIdle(String why, @Nullable Consumer<DeliveryStats> idle) {
    if (idle != null) {
      idle.accept(DeliveryStats.builder(DeliveryStats.State.IDLE).why(why).build());
    }
  }

  private static @Nullable String whyIdle(SenderConfig config, Diagnostics diagnostics) {
    String off = config.switchedOff;
    String gap = config.dryRun ? null : config.webhook.gap;
    if (off != null) {
      diagnostics.info("idle: " + off);
      return off;
    }
    if (gap != null) {
      config.faults.forEach(diagnostics::fault);
    }
    if (gap != null && config.required) {
      diagnostics.fault("idle: " + gap + " (required is true)");
    } else if (gap != null) {
      diagnostics.info("idle: " + gap);
    }
    return gap;
  }

  private static Configuration checked(
      SenderConfig config, Settings settings, Diagnostics diagnostics) throws ConfigException {
    Setup setup = Setup.of(config);
    setup.faults.forEach(diagnostics::fault);
    config.notes.forEach(diagnostics::info);
    diagnostics.info(config.whoSpeaks());
    return new Configuration(setup, settings);
  }
}
