/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.Critical;
import io.github.chatappender.core.config.LinkTemplate;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes an event on the logging thread: asks the guards, counts it if its statement is known, and
 * queues a copy if the statement is new or its last copy is a second old.
 *
 * <p>A critical event is never just counted: it is copied, and kept safe before the call returns.
 *
 * <p>Thread-safe. Takes no lock, does no I/O, never waits, except for critical events. Throws only
 * {@link OutOfMemoryError} and {@link InternalError}; an unreadable event is counted as {@code
 * CAPTURE_FAILED}.
 */
public final class EntryCapture {

  // How soon the delivery thread has to look. No enum: if a class is first used at the end of the
  // stack, it stays unusable for the life of the JVM.
  private static final int NOT_AT_ALL = 0;
  private static final int SOON = 1;
  private static final int AT_ONCE = 2;

  /** Prefix of the names of all our threads. */
  public static final String OWN_THREADS = "google-chat-appender-";

  private final EntryCopier copier = new EntryCopier();
  private final SampleQueue queue;
  private final Folding folding;
  private final CriticalSink critical;
  private final Accounts accounts;
  private final Waker waker;
  private volatile Guards guards;
  private volatile Critical criticality;
  private volatile List<String> copiedKeys;
  private volatile boolean folds;

  /**
   * The host's reader, made safe; an appender has one for all its events. Written without ordering,
   * since another one works as well.
   */
  private @Nullable SafeReader<?, ?> safeReader;

  /**
   * Creates the stage.
   *
   * @param config its settings
   * @param queue receives copies
   * @param folding counts repeats
   * @param critical receives copies of critical events
   * @param accounts counts events
   * @param waker called after a sample was queued
   */
  public EntryCapture(
      SenderConfig config,
      SampleQueue queue,
      Folding folding,
      CriticalSink critical,
      Accounts accounts,
      Waker waker) {
    this.queue = queue;
    this.folding = folding;
    this.critical = critical;
    this.accounts = accounts;
    this.waker = waker;
    this.guards = new Guards(config);
    this.criticality = config.critical;
    folding.tellApartBy(statementKeys(config));
    this.copiedKeys = copiedKeys(config);
    this.folds = config.groups;
  }

  /** Takes new settings for later events. */
  public void reconfigure(SenderConfig config) {
    guards = new Guards(config);
    criticality = config.critical;
    folding.tellApartBy(statementKeys(config));
    copiedKeys = copiedKeys(config);
    folds = config.groups;
  }

  /**
   * Takes an event, unless the guards refuse it.
   *
   * @param <E> the host's event
   * @param <T> the host's exception object
   * @param event the event; not touched after the call
   * @param reader reads it
   */
  public <E, T> void append(E event, EventReader<E, T> reader) {
    try {
      int wake = take(event, safe(reader));
      if (wake == AT_ONCE || (wake == SOON && queue.isFilling())) {
        waker.wakeNow();
      } else if (wake == SOON) {
        waker.wake();
      }
    } catch (OutOfMemoryError | InternalError e) {
      throw e;
    } catch (Throwable e) {
      // No stack is left to count a failure or to wake the thread; the next event tries again.
    }
  }

  @SuppressWarnings("unchecked") // the same reader, the same types
  private <E, T> SafeReader<E, T> safe(EventReader<E, T> reader) {
    SafeReader<?, ?> known = safeReader;
    if (known != null && known.reader == reader) {
      return (SafeReader<E, T>) known;
    }
    SafeReader<E, T> safe = new SafeReader<>(reader, accounts);
    safeReader = safe;
    return safe;
  }

  /** Counts or queues an event; returns how soon the delivery thread has to look. */
  private <E, T> int take(E event, SafeReader<E, T> reader) {
    Guards now = guards;
    EarlierLines earlier = now.earlier;
    int wake = take(event, reader, now);
    if (earlier != null) {
      keepLine(event, reader, now, earlier);
    }
    return wake;
  }

  /** Keeps the line of an event for later ones, whether it was accepted or refused by its level. */
  private <E, T> void keepLine(E event, SafeReader<E, T> reader, Guards now, EarlierLines earlier) {
    try {
      Severity severity = reader.severity(event);
      if (!earlier.keeps(severity)) {
        return;
      }
      String logger = reader.loggerName(event);
      if (!now.refuse(event, reader, logger) && !copier.isCopying()) {
        earlier.add(event, reader, severity, logger, copier.message(event, reader));
      }
    } catch (Throwable e) {
      SafeReader.passFatal(e); // an unreadable line is left out
    }
  }

  private <E, T> int take(E event, SafeReader<E, T> reader, Guards now) {
    Statement counted = null;
    String logger = null;
    String text = null;
    try {
      // Parts used more than once are read once: until the code is compiled, each call counts.
      Severity severity = reader.severity(event);
      if (now.refuse(severity)) {
        return NOT_AT_ALL;
      }
      logger = reader.loggerName(event);
      if (now.refuse(event, reader, logger) || copier.isCopying()) {
        return NOT_AT_ALL;
      }
      if (criticality.includes(event, reader, severity)) {
        takeCritical(event, reader, now, logger);
        return AT_ONCE;
      }
      if (folds) {
        boolean withArguments = reader.hasArguments(event);
        String template = copier.template(event, reader, withArguments);
        text = withArguments ? null : template;
        long millis = reader.timeMillis(event);
        counted = folding.count(event, reader, severity, withArguments, logger, template, millis);
        if (counted != null && !counted.claimSample(millis)) {
          return NOT_AT_ALL;
        }
      }
      // Not even copied if there is no room; accepted by the queue, or by being refused.
      if (queue.isFull()
          || !queue.offer(
              copier.copy(event, reader, text, copiedKeys, before(event, reader, now), counted))) {
        DropReason reason = queue.isClosed() ? DropReason.CLOSED : DropReason.QUEUE_FULL;
        lose(counted, reason, logger);
        // the thread already works on a full queue; one with room again may just have been drained
        return queue.isFull() ? NOT_AT_ALL : SOON;
      }
      if (severity.isAtLeast(Severity.FATAL)) {
        return AT_ONCE;
      }
    } catch (Throwable e) {
      lose(counted, DropReason.CAPTURE_FAILED, logger);
      if (e instanceof OutOfMemoryError || e instanceof InternalError) {
        throw e;
      }
    }
    return SOON;
  }

  private static <E, T> List<EarlierLine> before(E event, SafeReader<E, T> reader, Guards now) {
    EarlierLines earlier = now.earlier;
    return earlier == null ? List.of() : earlier.before(event, reader);
  }

  private <E, T> void takeCritical(E event, SafeReader<E, T> reader, Guards now, String logger) {
    if (!critical.hasRoom()
        || !critical.take(
            copier.copyCritical(event, reader, copiedKeys, before(event, reader, now)))) {
      accounts.refuse(critical.isClosed() ? DropReason.CLOSED : DropReason.SPOOL_FULL, logger);
    }
  }

  /** Drops an event; if it was counted, it waits for its statement's next sample instead. */
  private void lose(@Nullable Statement counted, DropReason reason, @Nullable String logger) {
    if (counted == null) {
      accounts.refuse(reason, logger);
    } else {
      folding.starve(counted, reason);
    }
  }

  /** Returns the MDC keys whose values distinguish the events of one statement. */
  private static List<String> statementKeys(SenderConfig config) {
    String threadKey = config.threadBy.mdcKey();
    return threadKey == null
        ? List.of(config.fingerprintKey)
        : List.of(config.fingerprintKey, threadKey);
  }

  /** Returns the MDC keys whose values are copied, for display or for grouping. */
  private static List<String> copiedKeys(SenderConfig config) {
    Set<String> keys = new LinkedHashSet<>(statementKeys(config));
    keys.addAll(LogEntry.TRACE_KEYS);
    keys.addAll(LogEntry.METHOD_KEYS);
    keys.add(LogEntry.ROUTE_KEY);
    keys.addAll(config.look.mdcKeys);
    for (LinkTemplate link : config.look.links) {
      keys.addAll(link.mdcKeys);
    }
    return List.copyOf(keys);
  }
}
