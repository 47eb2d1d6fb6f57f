/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.text.Texts;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last lines of each trace, and of each thread without one, so that a notice can show
 * what happened before. Holds at most 1,024 traces and threads, by name, and only strings of
 * theirs. Thread-safe; takes no lock.
 *
 * <p>A line is shown only with an event of the same trace, or, if neither has a trace, of the same
 * thread within ten seconds, provided that the thread does not serve one request after the other:
 * {@link ThreadWork} decides.
 */
final class EarlierLines {

  static final int MOST = 1_024;

  /** Redaction needs more than is shown, to recognize a secret that begins there. */
  private static final int TEXT_CHARS = 500;

  private static final int TRACE_CHARS = 256;
  private static final long THREAD_MILLIS = 10_000;
  private static final long NO_THREAD = 0;

  private final int lines;
  private final Severity level;
  private final ThreadWork threadWork;
  private final ConcurrentHashMap<String, LineRing> traces = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, LineRing> threads = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();

  /**
   * Creates an empty memory, and uses its classes, which must not happen at the end of a stack.
   *
   * @param lines how many lines to keep of each trace or thread
   * @param level the lowest severity of a line
   * @param ownCode tells the application's threads from those of libraries
   */
  EarlierLines(int lines, Severity level, OwnCode ownCode) {
    this.lines = lines;
    this.level = level;
    this.threadWork = new ThreadWork(ownCode);
    LineRing ring = new LineRing("", true, 1);
    ring.add(NO_THREAD, 0, level, "", "");
    boolean unused = !ring.lines(NO_THREAD, 0).isEmpty() && threadWork.isOneTask();
  }

  boolean keeps(Severity severity) {
    return severity.isAtLeast(level);
  }

  /** Adds an event's line. */
  <E, T> void add(
      E event, SafeReader<E, T> reader, Severity severity, String logger, String message) {
    String trace = trace(event, reader);
    Thread thread = trace == null ? thread(event, reader) : null;
    LineRing ring = null;
    long id = NO_THREAD;
    if (trace != null) {
      ring = ring(trace, true);
    } else if (thread != null) {
      ring = ring(thread.getName(), false);
      id = id(thread);
    }
    if (ring != null) {
      String name = Texts.cut(logger, Texts.NAME_CHARS);
      ring.add(id, reader.timeMillis(event), severity, name, Texts.cut(message, TEXT_CHARS));
    }
  }

  /** Returns the lines before an event, the oldest first; none if they may be of other work. */
  <E, T> List<EarlierLine> before(E event, SafeReader<E, T> reader) {
    String trace = trace(event, reader);
    if (trace != null) {
      LineRing ring = traces.get(trace);
      return ring == null ? List.of() : ring.lines(NO_THREAD, Long.MIN_VALUE);
    }
    Thread thread = thread(event, reader);
    LineRing ring = thread == null ? null : threads.get(thread.getName());
    return thread == null || ring == null || !threadWork.isOneTask()
        ? List.of()
        : ring.lines(id(thread), reader.timeMillis(event) - THREAD_MILLIS);
  }

  int size() {
    return size.get();
  }

  /** Returns the event's trace id; null if it has none, or one that only says so. */
  private static <E, T> @Nullable String trace(E event, SafeReader<E, T> reader) {
    if (!reader.hasMdc(event)) {
      return null;
    }
    for (int i = 0; i < LogEntry.TRACE_KEYS.size(); i++) {
      String value = reader.mdc(event, LogEntry.TRACE_KEYS.get(i));
      if (value != null && value.length() <= TRACE_CHARS && isTrace(value)) {
        return value;
      }
    }
    return null;
  }

  /** Tracers write zeros where there is no trace. */
  private static boolean isTrace(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '0' && c != '-' && c > ' ') {
        return true;
      }
    }
    return false;
  }

  /** Returns the thread that logged if it is the calling one; of others only the name is known. */
  private static <E, T> @Nullable Thread thread(E event, SafeReader<E, T> reader) {
    Thread current = Thread.currentThread();
    return current.getName().equals(reader.threadName(event)) ? current : null;
  }

  @SuppressWarnings("deprecation") // threadId() is of Java 19
  private static long id(Thread thread) {
    return thread.getId();
  }

  private LineRing ring(String key, boolean ofTrace) {
    ConcurrentHashMap<String, LineRing> rings = ofTrace ? traces : threads;
    LineRing known = rings.get(key);
    if (known != null) {
      return known;
    }
    LineRing ring = new LineRing(key, ofTrace, lines);
    LineRing raced = rings.putIfAbsent(key, ring);
    if (raced != null) {
      return raced;
    }
    size.incrementAndGet();
    while (size.get() > MOST && removeOldest(ring)) {
      // another thread may have removed the same one
    }
    return ring;
  }

  /** Looks at all rings, which takes some microseconds, once per new trace or thread. */
  private boolean removeOldest(LineRing added) {
    LineRing oldest = oldest(threads, oldest(traces, null, added), added);
    if (oldest != null && (oldest.ofTrace ? traces : threads).remove(oldest.key, oldest)) {
      size.decrementAndGet();
    }
    return oldest != null;
  }

  private static @Nullable LineRing oldest(
      ConcurrentHashMap<String, LineRing> rings, @Nullable LineRing known, LineRing added) {
    LineRing oldest = known;
    for (LineRing ring : rings.values()) {
      if (ring != added && (oldest == null || ring.lastMillis() < oldest.lastMillis())) {
        oldest = ring;
      }
    }
    return oldest;
  }
}
