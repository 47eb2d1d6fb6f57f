/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.EventReader;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies what may change of an event, within limits. A thread that is copying is known meanwhile,
 * so that what an argument logs while it makes its text can be refused. Thread-safe.
 */
final class EntryCopier {

  private static final int MESSAGE_CHARS = 8_192;
  private static final int LAYOUT_CHARS = 2_048;
  private static final int PAIRS = 32;
  private static final int MARKERS = 32;
  private static final int VALUE_CHARS = 256;

  private static final int MANY_MARKS = 64;

  /** Says of one thread whether it is copying; for that thread alone. */
  private static final class Mark {
    private boolean on;
  }

  private final Map<Thread, Mark> marks = new ConcurrentHashMap<>();

  /** Tells whether the calling thread is within a copy, or what else it runs guarded. */
  boolean isCopying() {
    if (marks.isEmpty()) {
      return false;
    }
    Mark mark = marks.get(Thread.currentThread());
    return mark != null && mark.on;
  }

  /** Returns the thread's mark, still off: a call that fails midway must leave none that is on. */
  private Mark mark(Thread thread) {
    if (marks.size() > MANY_MARKS) {
      marks.keySet().removeIf(other -> !other.isAlive());
    }
    Mark mark = new Mark();
    marks.put(thread, mark);
    return mark;
  }

  /** Copies an event with the values of some MDC keys. */
  <E, T> LogEntry copy(E event, EventReader<E, T> reader, List<String> mdcKeys) {
    return copy(event, reader, mdcKeys, false);
  }

  /** Copies a critical event with the values of some MDC keys. */
  <E, T> LogEntry copyCritical(E event, EventReader<E, T> reader, List<String> mdcKeys) {
    return copy(event, reader, mdcKeys, true);
  }

  private <E, T> LogEntry copy(
      E event, EventReader<E, T> reader, List<String> mdcKeys, boolean critical) {
    Thread thread = Thread.currentThread();
    Mark mark = mark(thread);
    try {
      mark.on = true;
      LogEntry.Builder entry = copied(event, reader, mdcKeys);
      if (critical) {
        entry.critical(reader.knowsFatal() ? reader.severity(event) : Severity.FATAL);
      }
      return entry.build();
    } finally {
      mark.on = false; // no call: there may be no stack for one
      marks.remove(thread);
    }
  }

  /**
   * Returns the text that stands for an event's statement; making it may run the application's
   * code.
   */
  <E, T> String template(E event, EventReader<E, T> reader, boolean withArguments) {
    if (withArguments || reader.hasPlainText(event)) {
      return Keys.template(event, reader, withArguments);
    }
    Thread thread = Thread.currentThread();
    Mark mark = mark(thread);
    try {
      mark.on = true;
      return Keys.template(event, reader, false);
    } finally {
      mark.on = false; // no call: there may be no stack for one
      marks.remove(thread);
    }
  }

  private static <E, T> LogEntry.Builder copied(
      E event, EventReader<E, T> reader, List<String> mdcKeys) {
    String layoutText = reader.layoutText(event);
    String template = reader.template(event);
    LogEntry.Builder entry =
        LogEntry.builder(
                reader.severity(event),
                Texts.cut(reader.loggerName(event), Texts.NAME_CHARS),
                Texts.cut(reader.message(event), MESSAGE_CHARS))
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
    ChainCapture.copy(ChainCapture.walk(reader.thrown(event), reader), reader, entry);
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
                Texts.cut(key, VALUE_CHARS), Texts.cut(String.valueOf(value), VALUE_CHARS));
          }
        });
  }
}
