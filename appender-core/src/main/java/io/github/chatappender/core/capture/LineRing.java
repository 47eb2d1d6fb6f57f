/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.EarlierLine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the last lines of one trace or thread, without an object for each. Thread-safe: threads of
 * one trace take turns; one that does not get its turn soon gives up rather than wait.
 */
final class LineRing {

  /** Far longer than a turn takes, unless its thread has lost its core. */
  private static final int TRIES = 200;

  final String key;
  final boolean ofTrace;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final long[] times;
  private final Severity[] severities;
  private final String[] loggers;
  private final String[] texts;

  /** The id of the thread whose lines these are, 0 for those of a trace. */
  private long thread;

  /** How many lines were added. */
  private long added;

  /** When the last line was logged. */
  private volatile long lastMillis;

  LineRing(String key, boolean ofTrace, int lines) {
    this.key = key;
    this.ofTrace = ofTrace;
    times = new long[lines];
    severities = new Severity[lines];
    loggers = new String[lines];
    texts = new String[lines];
  }

  /** Adds a line; if it is another thread's of the same name, drops those before. */
  void add(long threadId, long timeMillis, Severity severity, String logger, String text) {
    if (!enter()) {
      return;
    }
    try {
      if (thread != threadId) {
        thread = threadId;
        added = 0;
      }
      int place = (int) (added++ % times.length);
      times[place] = timeMillis;
      severities[place] = severity;
      loggers[place] = logger;
      texts[place] = text;
      lastMillis = timeMillis;
    } finally {
      busy.set(false);
    }
  }

  /** Returns the lines of a thread, or of the trace, from a time on, the oldest first. */
  List<EarlierLine> lines(long threadId, long fromMillis) {
    List<EarlierLine> lines = new ArrayList<>();
    if (!enter()) {
      return lines;
    }
    try {
      long first = Math.max(0, added - times.length);
      for (long i = thread == threadId ? first : added; i < added; i++) {
        int place = (int) (i % times.length);
        if (times[place] >= fromMillis) {
          lines.add(new EarlierLine(times[place], severities[place], loggers[place], texts[place]));
        }
      }
      return lines;
    } finally {
      busy.set(false);
    }
  }

  /** Returns when the last line was logged, in milliseconds since 1970-01-01T00:00Z. */
  long lastMillis() {
    return lastMillis;
  }

  private boolean enter() {
    for (int i = 0; i < TRIES; i++) {
      if (!busy.get() && busy.compareAndSet(false, true)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }
}
