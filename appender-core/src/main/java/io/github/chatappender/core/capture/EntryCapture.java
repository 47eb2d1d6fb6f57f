/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.EventReader;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.SenderConfig;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes an event on the logging thread: asks the guards, copies what may change, and queues the
 * copy.
 *
 * <p>Thread-safe. Takes no lock, does no I/O, never waits. Throws only {@link OutOfMemoryError} and
 * {@link InternalError}; whatever else an event's own parts throw is counted as {@code
 * CAPTURE_FAILED}.
 */
public final class EntryCapture {

  /** Begins the name of every thread of ours. */
  public static final String OWN_THREADS = "google-chat-";

  private static final int MESSAGE_CHARS = 8_192;
  private static final int LAYOUT_CHARS = 2_048;
  private static final int PAIRS = 32;
  private static final int MARKERS = 32;
  private static final int VALUE_CHARS = 256;

  /**
   * Threads that copy an event right now: what they log meanwhile, in a toString say, is refused.
   */
  private final Set<Thread> capturing = ConcurrentHashMap.newKeySet();

  private final EntryQueue queue;
  private final Accounts accounts;
  private final Runnable wake;
  private volatile Guards guards;
  private volatile @Nullable String mdcKey;

  /**
   * Creates the stage.
   *
   * @param config its settings
   * @param queue where copies go
   * @param accounts where events are counted
   * @param wake called after an entry was queued; must not block or throw
   */
  public EntryCapture(SenderConfig config, EntryQueue queue, Accounts accounts, Runnable wake) {
    this.queue = queue;
    this.accounts = accounts;
    this.wake = wake;
    this.guards = new Guards(config);
    this.mdcKey = config.threadBy().mdcKey();
  }

  /**
   * Takes new settings, for the events that come after.
   *
   * @param config the settings
   */
  public void reconfigure(SenderConfig config) {
    guards = new Guards(config);
    mdcKey = config.threadBy().mdcKey();
  }

  /**
   * Takes an event, unless the guards refuse it.
   *
   * @param <E> the host's event
   * @param <T> what the host holds for an exception
   * @param event the event; not touched after the call
   * @param reader reads it
   */
  public <E, T> void append(E event, EventReader<E, T> reader) {
    boolean accepted = false;
    boolean queued = false;
    try {
      if (guards.refuse(event, reader) || capturing.contains(Thread.currentThread())) {
        return;
      }
      accounts.accept();
      accepted = true;
      if (queue.isFull()) {
        accounts.drop(DropReason.QUEUE_FULL, 1);
      } else if (queue.offer(captured(event, reader))) {
        queued = true;
        wake.run();
      } else {
        accounts.drop(DropReason.QUEUE_FULL, 1);
      }
    } catch (OutOfMemoryError | InternalError e) {
      failed(accepted, queued);
      throw e;
    } catch (Throwable e) {
      failed(accepted, queued);
    }
  }

  private void failed(boolean accepted, boolean queued) {
    if (queued) {
      // Only the wake-up failed, for want of stack, say: the entry is on its way.
      return;
    }
    if (!accepted) {
      accounts.accept();
    }
    accounts.drop(DropReason.CAPTURE_FAILED, 1);
  }

  private <E, T> LogEntry captured(E event, EventReader<E, T> reader) {
    Thread thread = Thread.currentThread();
    capturing.add(thread);
    try {
      return copy(event, reader);
    } finally {
      capturing.remove(thread);
    }
  }

  private <E, T> LogEntry copy(E event, EventReader<E, T> reader) {
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
    String key = mdcKey;
    String value = key == null ? null : reader.mdc(event, key);
    if (key != null && value != null) {
      entry.mdc(key, Texts.cut(value, VALUE_CHARS));
    }
    copyPairs(event, reader, entry);
    copyMarkers(event, reader, entry);
    ChainCapture.copy(reader.thrown(event), reader, entry);
    return entry.build();
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
