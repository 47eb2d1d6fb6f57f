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
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.ThrowableInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Simulates ongoing problems, each with its own exception of forty frames, and the delivery
 * thread's work on them, in virtual time. Not thread-safe.
 */
final class ManyIncidents {

  private static final String WEBHOOK =
      "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t";
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int STEPS_UNTIL_POSTED = 10;

  private final Incidents incidents;
  private final List<Sample> samples = new ArrayList<>();
  private int next;
  private long now;

  /** Starts the given number of problems and posts each. */
  ManyIncidents(int count) {
    incidents = Incidents.of(config(), Clock.systemUTC(), new Mutes());
    for (int i = 0; i < count; i++) {
      samples.add(new Sample(entry(i), null));
      incidents.add(samples.get(i), now);
    }
    for (int i = 0; i < STEPS_UNTIL_POSTED; i++) {
      now += STEP_NANOS;
      int posted = 0;
      while (postNext() && posted < count) {
        posted++;
      }
    }
  }

  /** Adds an event to the next problem in turn, and posts the notices due a second later. */
  long step() {
    now += STEP_NANOS;
    next = next + 1 == samples.size() ? 0 : next + 1;
    incidents.add(samples.get(next), now);
    postNext();
    return incidents.nanosUntilDue(now);
  }

  private boolean postNext() {
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

  /** Returns an entry whose frames have unique class names, as if from its own place. */
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
