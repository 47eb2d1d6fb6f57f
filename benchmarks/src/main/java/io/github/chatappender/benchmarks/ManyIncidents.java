/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.ProcessFacts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.ThrowableInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Problems that go on, each with an exception of forty frames of its own, and what the delivery
 * thread does with them, in a time that this counts itself. Not thread-safe.
 */
final class ManyIncidents {

  private static final String WEBHOOK =
      "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t";
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int STEPS_UNTIL_TOLD = 10;

  private final Incidents incidents;
  private final List<Sample> samples = new ArrayList<>();
  private int next;
  private long now;

  /** Begins so many, and has each told. */
  ManyIncidents(int count) {
    incidents = Incidents.of(config(), Clock.systemUTC());
    for (int i = 0; i < count; i++) {
      samples.add(Sample.of(entry(i)));
      incidents.add(samples.get(i), now);
    }
    for (int i = 0; i < STEPS_UNTIL_TOLD; i++) {
      now += STEP_NANOS;
      int told = 0;
      while (tellNext() && told < count) {
        told++;
      }
    }
  }

  /** Adds an event to one of them after the other, and tells what is due a second later. */
  long step() {
    now += STEP_NANOS;
    next = next + 1 == samples.size() ? 0 : next + 1;
    incidents.add(samples.get(next), now);
    tellNext();
    return incidents.nanosUntilDue(now);
  }

  private boolean tellNext() {
    Notice notice = incidents.next(now, false);
    if (notice == null) {
      return false;
    }
    incidents.taken(notice, notice.parts.size());
    incidents.delivered(notice);
    return true;
  }

  private static SenderConfig config() {
    try {
      return SenderConfig.parse(
          new Settings().set(Setting.WEBHOOK_URL, WEBHOOK), ProcessFacts.ofThisProcess());
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The classes of its frames have names of their own, as other places have. */
  private static LogEntry entry(int number) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = 0; i < Failures.FRAMES; i++) {
      String type = "com.example.shop." + Workload.letters(number) + ".Step" + i;
      frames.add(new StackTraceElement(type, "run", "Step" + i + ".java", i + 1));
    }
    return LogEntry.builder(Severity.ERROR, Host.LOGGER, "Payment failed")
        .throwable(
            new ThrowableInfo("java.lang.IllegalStateException", "order not paid", frames, 0))
        .build();
  }
}
