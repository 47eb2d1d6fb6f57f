/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.fingerprint.Fingerprinter;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import java.util.List;
import java.util.Optional;

/** Creates problems for the tests of this package. */
final class Problems {

  static final SenderConfig DEFAULTS = Configs.defaults();

  private static final Fingerprinter FINGERPRINTS =
      new Fingerprinter(new OwnCode(List.of(), Optional::empty), "gchat.fingerprint", text -> text);

  private Problems() {}

  /** Returns an event without exception; different words are a different problem. */
  static LogEntry event(String logger, String words) {
    return LogEntry.builder(Severity.ERROR, logger, words).build();
  }

  /** Returns an event with an exception from a place; a different place is a different problem. */
  static LogEntry thrown(String logger, String place) {
    return LogEntry.builder(Severity.ERROR, logger, "failed")
        .throwable(
            new ThrowableInfo(
                "com.acme.Failure",
                null,
                List.of(new StackTraceElement("com.acme." + place, "run", place + ".java", 1)),
                0))
        .build();
  }

  static Fingerprint fingerprint(LogEntry entry) {
    return FINGERPRINTS.of(entry);
  }

  /** Begins a problem in its own thread, with its first event. */
  static Incident incident(LogEntry first, SenderConfig config, long now) {
    Fingerprint fingerprint = fingerprint(first);
    Incident incident =
        new Incident(fingerprint.hex, fingerprint, fingerprint.hex, first, config, null, now);
    incident.add(first, 1, now, now);
    return incident;
  }

  /** Posts a problem's next news, due or not. */
  static Part tell(Incident incident, long now) {
    Part part = take(incident, now);
    incident.delivered(part, false);
    return part;
  }

  /** Takes a problem's next news for a message. */
  static Part take(Incident incident, long now) {
    Part.Kind kind = incident.nextKind();
    if (kind == null) {
      throw new AssertionError("there is nothing to tell");
    }
    Part part = incident.part(kind, now, "2026-07-15");
    incident.taken(part);
    return part;
  }
}
