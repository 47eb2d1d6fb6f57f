/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Tally;
import io.github.chatappender.core.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies the changeable parts of an event, within limits. Marks the copying thread, so that events
 * logged by an argument's {@code toString} can be refused. Thread-safe.
 */
final class EntryCopier {

  private static final int MESSAGE_CHARS = 8_192;
  private static final int LAYOUT_CHARS = 2_048;
  private static final int PAIRS = 32;
  private static final int MARKERS = 32;
  static final int VALUE_CHARS = 256;

  private final ReentryGuard guard = new ReentryGuard();
  private final ThrowableNumbers numbers = new ThrowableNumbers();

  /** Returns whether the calling thread is copying an event or making a template. */
  boolean isCopying() {
    return guard.isInside();
  }

  /**
   * Copies an event with the values of some MDC keys.
   *
   * @param text its message, null if it was not read yet
   * @param before the lines before it
   */
  <E, T> Sample copy(
      E event,
      SafeReader<E, T> reader,
      @Nullable String text,
      List<String> mdcKeys,
      List<EarlierLine> before,
      @Nullable Tally counted) {
    boolean[] inside = guard.enter();
    try {
      inside[0] = true;
      List<T> chain = ChainCapture.walk(reader.thrown(event), reader);
      LogEntry entry = copied(event, reader, text, mdcKeys, chain).before(before).build();
      return new Sample(entry, counted, numbers.of(chain, reader));
    } finally {
      inside[0] = false;
      guard.leave();
    }
  }

  /** Copies a critical event with the values of some MDC keys. */
  <E, T> LogEntry copyCritical(
      E event, SafeReader<E, T> reader, List<String> mdcKeys, List<EarlierLine> before) {
    boolean[] inside = guard.enter();
    try {
      inside[0] = true;
      List<T> chain = ChainCapture.walk(reader.thrown(event), reader);
      return copied(event, reader, null, mdcKeys, chain)
          .before(before)
          .critical(reader.knowsFatal() ? reader.severity(event) : Severity.FATAL)
          .build();
    } finally {
      inside[0] = false;
      guard.leave();
    }
  }

  /** Returns the text that identifies an event's statement; may run the application's code. */
  <E, T> String template(E event, SafeReader<E, T> reader, boolean withArguments) {
    if (withArguments || reader.hasPlainText(event)) {
      return Keys.template(event, reader, withArguments);
    }
    boolean[] inside = guard.enter();
    try {
      inside[0] = true;
      return Keys.template(event, reader, false);
    } finally {
      inside[0] = false;
      guard.leave();
    }
  }

  /** Returns an event's message; may run the application's code. */
  <E, T> String message(E event, SafeReader<E, T> reader) {
    if (!reader.hasArguments(event) && reader.hasPlainText(event)) {
      return reader.message(event);
    }
    boolean[] inside = guard.enter();
    try {
      inside[0] = true;
      return reader.message(event);
    } finally {
      inside[0] = false;
      guard.leave();
    }
  }

  private static <E, T> LogEntry.Builder copied(
      E event,
      SafeReader<E, T> reader,
      @Nullable String text,
      List<String> mdcKeys,
      List<T> chain) {
    String layoutText = reader.layoutText(event);
    String template = reader.template(event);
    String message = text == null ? reader.message(event) : text;
    LogEntry.Builder entry =
        LogEntry.builder(
                reader.severity(event),
                Texts.cut(reader.loggerName(event), Texts.NAME_CHARS),
                message.isBlank() ? "" : Texts.cut(message, MESSAGE_CHARS))
            .timeMillis(reader.timeMillis(event))
            .thread(Texts.cut(reader.threadName(event), VALUE_CHARS))
            .template(
                template == null ? null : Texts.cut(template, MESSAGE_CHARS),
                reader.hasArguments(event))
            .layoutText(layoutText == null ? null : Texts.cut(layoutText, LAYOUT_CHARS));
    if (reader.hasMdc(event)) {
      copyMdc(event, reader, mdcKeys, entry);
    }
    copyPairs(event, reader, entry);
    copyMarkers(event, reader, entry);
    ChainCapture.copy(chain, reader, entry);
    return entry;
  }

  private static <E, T> void copyMdc(
      E event, EventReader<E, T> reader, List<String> mdcKeys, LogEntry.Builder entry) {
    for (String key : mdcKeys) {
      String value = reader.mdc(event, key);
      if (value != null) {
        entry.mdc(key, Texts.cut(value, VALUE_CHARS));
      }
    }
  }

  private static <E, T> void copyMarkers(
      E event, EventReader<E, T> reader, LogEntry.Builder entry) {
    int[] room = {MARKERS};
    reader.markers(
        event,
        name -> {
          if (room[0]-- > 0) {
            entry.marker(Texts.cut(name, Texts.NAME_CHARS));
          }
        });
  }

  private static <E, T> void copyPairs(E event, EventReader<E, T> reader, LogEntry.Builder entry) {
    int[] room = {PAIRS};
    reader.keyValues(
        event,
        (key, value) -> {
          if (room[0]-- > 0) {
            entry.keyValue(
                Texts.cut(key, VALUE_CHARS), Texts.cut(SafeReader.text(value), VALUE_CHARS));
          }
        });
  }
}
