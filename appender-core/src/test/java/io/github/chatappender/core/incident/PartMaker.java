/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import java.util.List;

/** Creates parts of every kind for the tests of other packages, without an incident. */
public final class PartMaker {

  private final Part.Builder part;

  private PartMaker(Part.Kind kind, LogEntry entry) {
    part = new Part.Builder(kind, entry);
    part.count = 1;
    part.total = 1;
  }

  /** Creates the news of an ungrouped entry, as {@link UngroupedEntries} does. */
  public static Part ofEntry(LogEntry entry) {
    return new WaitingEntry(new Sample(entry, null), 0).part(true);
  }

  /** Begins the news of a critical entry and its equals, as {@link CriticalEntries} does. */
  public static PartMaker critical(LogEntry entry, long events) {
    return part(Part.Kind.ENTRY, entry).events(events, events).newText();
  }

  /** Begins the news of one event, which is a line without text. */
  public static PartMaker part(Part.Kind kind, LogEntry entry) {
    return new PartMaker(kind, entry);
  }

  /** Sets the numbers of pending and of all events. */
  public PartMaker events(long count, long total) {
    part.count = count;
    part.total = total;
    return this;
  }

  /** Sets on how many hosts of a fleet the problem is. */
  public PartMaker hosts(int number) {
    part.hosts = number;
    return this;
  }

  public PartMaker severity(Severity severity) {
    part.severity = severity;
    return this;
  }

  public PartMaker since(long millis) {
    part.sinceMillis = millis;
    return this;
  }

  public PartMaker last(long millis) {
    part.lastMillis = millis;
    return this;
  }

  /** Marks the news as so late that the message's own time does not say since when. */
  public PartMaker late() {
    part.late = true;
    return this;
  }

  public PartMaker silence(long seconds) {
    part.silenceSeconds = seconds;
    return this;
  }

  public PartMaker full() {
    part.full = true;
    return this;
  }

  public PartMaker newText() {
    part.newText = true;
    return this;
  }

  public PartMaker newExceptionMessage() {
    part.newExceptionMessage = true;
    return this;
  }

  /** Marks the part as left behind by a sender that has ended. */
  public PartMaker leftBehind() {
    part.leftBehind = true;
    return this;
  }

  /**
   * Marks the part as a collection of other problems: of a logger, or of all if the name is empty.
   */
  public PartMaker others(String logger) {
    part.others = logger;
    return this;
  }

  public PartMaker id(String fingerprint) {
    part.fingerprint = fingerprint;
    return this;
  }

  /** Marks the problem as muted. */
  public PartMaker mutedUntil(long millis) {
    part.mutedUntilMillis = millis;
    return this;
  }

  public PartMaker threads(List<String> names) {
    part.threads = names;
    return this;
  }

  /** Sets the numbers of events in the last spans, the oldest first. */
  public PartMaker spans(Long... counts) {
    part.spans = List.of(counts);
    return this;
  }

  public Part make() {
    return part.build();
  }
}
