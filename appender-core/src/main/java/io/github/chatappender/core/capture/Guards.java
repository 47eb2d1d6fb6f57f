/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses events below the level, excluded ones, and those caused by our own work. Immutable,
 * except for the lines it holds for later events.
 */
final class Guards {

  /** Events of these loggers come from posting a message; posting them would never end. */
  private static final List<String> OWN_LOGGERS =
      List.of(
          "io.github.chatappender",
          "java.net.http",
          "jdk.httpclient",
          "jdk.internal.httpclient",
          "jdk.internal.net.http");

  private static final int PASSED = 64;

  private final Severity level;
  private final List<String> excludedLoggers;
  private final Set<String> excludedExceptions;

  /** The lines before an event, null if none are kept; here so that a refusal reads no more. */
  final @Nullable EarlierLines earlier;

  /**
   * Loggers that are not refused, by hash: most events come from a few, whose names need no second
   * check. Read and written without ordering, since a wrong answer costs only another check.
   */
  private final @Nullable String[] passed = new String[PASSED];

  Guards(SenderConfig config) {
    int lines = config.look.before;
    this.earlier =
        lines == 0 ? null : new EarlierLines(lines, config.look.beforeLevel, config.ownCode);
    this.level = config.level;
    this.excludedLoggers = config.excludeLoggers;
    this.excludedExceptions = config.excludeExceptions;
  }

  boolean refuse(Severity severity) {
    return !severity.isAtLeast(level);
  }

  /** Returns whether an event is refused regardless of its severity. */
  <E, T> boolean refuse(E event, EventReader<E, T> reader, String logger) {
    return isExcluded(logger)
        || reader.threadName(event).startsWith(EntryCapture.OWN_THREADS)
        || (!excludedExceptions.isEmpty() && isExcludedException(event, reader));
  }

  private boolean isExcluded(String logger) {
    int place = logger.hashCode() & (PASSED - 1);
    if (logger.equals(passed[place])) {
      return false;
    }
    if (startsWithAny(logger, OWN_LOGGERS) || startsWithAny(logger, excludedLoggers)) {
      return true;
    }
    passed[place] = logger;
    return false;
  }

  /**
   * A prefix ends at a dot: {@code com.acme} covers {@code com.acme.Shop}, not {@code
   * com.acmeshop}.
   */
  private static boolean startsWithAny(String logger, List<String> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      String prefix = prefixes.get(i);
      if (logger.startsWith(prefix)
          && (logger.length() == prefix.length()
              || logger.charAt(prefix.length()) == '.'
              || logger.charAt(prefix.length()) == '$'
              || prefix.endsWith("."))) {
        return true;
      }
    }
    return false;
  }

  private <E, T> boolean isExcludedException(E event, EventReader<E, T> reader) {
    @Nullable T thrown = reader.thrown(event);
    @Nullable T mark = thrown;
    for (int i = 0; thrown != null && i < ChainCapture.WALK_LIMIT; i++) {
      if (excludedExceptions.contains(reader.typeName(thrown))
          || isA(excludedExceptions, reader.type(thrown))) {
        return true;
      }
      mark = ChainCapture.isPlaceOfMark(i) ? thrown : mark;
      @Nullable T cause = reader.cause(thrown);
      thrown = cause == mark ? null : cause;
    }
    return false;
  }

  /** Returns whether a class or a superclass has one of the names. */
  static boolean isA(Set<String> names, @Nullable Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (names.contains(c.getName())) {
        return true;
      }
    }
    return false;
  }
}
