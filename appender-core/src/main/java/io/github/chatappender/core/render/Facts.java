/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.SenderConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is to be said of where an event comes from. Immutable. */
final class Facts {

  private final SenderConfig config;

  Facts(SenderConfig config) {
    this.config = config;
  }

  /** Returns the trace id; null if the event has none. */
  static @Nullable String traceId(LogEntry entry) {
    for (String key : LogEntry.TRACE_KEYS) {
      String value = entry.mdc(key);
      value = value == null ? entry.keyValues().get(key) : value;
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  /** Returns what the application says of an event: trace id, MDC values, key-value pairs. */
  List<Fact> context(Part part) {
    LogEntry entry = part.entry();
    List<Fact> facts = new ArrayList<>();
    String traceId = traceId(entry);
    if (traceId != null) {
      facts.add(new Fact("trace", traceId));
    }
    for (String key : config.look().mdcKeys()) {
      String value = entry.mdc(key);
      if (value != null && !value.isBlank() && !LogEntry.TRACE_KEYS.contains(key)) {
        facts.add(new Fact(key, value));
      }
    }
    entry
        .keyValues()
        .forEach(
            (key, value) -> {
              if (!LogEntry.TRACE_KEYS.contains(key)) {
                facts.add(new Fact(key, value));
              }
            });
    return facts;
  }
}
