/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.CriticalDetails;
import io.github.chatappender.core.model.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry that waits for its message, and the number of entries equal to it. */
final class WaitingEntry {

  final Sample sample;
  final long dueAt;

  /** The files of a critical entry and its equals. */
  private final List<Path> files = new ArrayList<>(0);

  private long events;
  private long lastMillis;

  /** Since when the newest of them has been kept, by the clock; 0 unless they are critical. */
  private long sinceMillis;

  /** The tick at which the newest of them was added. */
  long addedAt;

  WaitingEntry(Sample sample, long dueAt) {
    this.sample = sample;
    this.dueAt = dueAt;
    this.addedAt = dueAt;
    this.events = sample.events;
    this.lastMillis = sample.entry.timeMillis;
    noteKept(sample.kept);
  }

  /** Adds an equal entry. */
  void add(Sample equal, long now) {
    events += equal.events;
    lastMillis = Math.max(lastMillis, equal.entry.timeMillis);
    addedAt = now;
    noteKept(equal.kept);
  }

  private void noteKept(@Nullable CriticalDetails kept) {
    if (kept == null) {
      return;
    }
    sinceMillis = Math.max(sinceMillis, kept.sinceMillis);
    Path file = kept.file;
    if (file != null) {
      files.add(file);
    }
  }

  /** Returns whether it comes before others: FATAL, but critical entries keep their order. */
  boolean isUrgent() {
    return sample.kept == null && sample.entry.severity.isAtLeast(Severity.FATAL);
  }

  boolean hasFiles() {
    return !files.isEmpty();
  }

  boolean isLeftBehind() {
    CriticalDetails kept = sample.kept;
    return kept != null && kept.leftBehind;
  }

  long sinceMillis() {
    return sinceMillis;
  }

  /** Returns the fingerprint of its problem; null unless it is critical. */
  @Nullable String problem() {
    CriticalDetails kept = sample.kept;
    return kept == null ? null : kept.fingerprint;
  }

  Part part(boolean full) {
    Part.Builder part = new Part.Builder(Part.Kind.ENTRY, sample.entry);
    part.count = events;
    part.total = events;
    part.lastMillis = lastMillis;
    part.fingerprint = problem();
    part.leftBehind = isLeftBehind();
    part.files = files;
    part.full = full;
    part.newText = true;
    return part.build();
  }
}
