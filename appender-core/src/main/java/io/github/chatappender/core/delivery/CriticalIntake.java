/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.capture.CriticalSink;
import io.github.chatappender.core.capture.SampleQueue;
import io.github.chatappender.core.fingerprint.Fingerprinter;
import io.github.chatappender.core.model.CriticalDetails;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.spool.Spool;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes critical events on the logging thread: removes secrets, writes the entry to the spool, and
 * adds it to a queue of its own. Thread-safe.
 */
final class CriticalIntake implements CriticalSink {

  /**
   * Holds everything needed to write an entry. Immutable, except for the user's redaction rules.
   */
  private static final class Writer {

    final Redaction redaction;
    final Lock redacting = new ReentrantLock();
    final Fingerprinter fingerprinter;
    final Spool spool;

    Writer(Setup setup, Platform platform, Spool spool) {
      this.redaction = new Redaction(setup, platform);
      this.fingerprinter = setup.newFingerprinter();
      this.spool = spool;
      warmUp();
    }

    /**
     * If a class is first used at the end of the stack, it stays unusable for the life of the JVM.
     * A logging thread must not read the main jar either.
     */
    private void warmUp() {
      StackTraceElement frame = new StackTraceElement("a.B", "c", null, -1);
      for (String type : List.of("a.E", "java.net.ConnectException")) {
        LogEntry entry =
            LogEntry.builder(Severity.ERROR, "", "a")
                .throwable(new ThrowableInfo(type, "a:1", List.of(frame), 0))
                .build();
        String unused = fingerprinter.of(redaction.builtIn(redaction.all(entry))).hex;
      }
      Spool.warmUp();
    }
  }

  /** The entries for the delivery thread. */
  final SampleQueue queue;

  private final Platform platform;

  /** Null while entries are kept only in memory. */
  private volatile @Nullable Writer writer;

  CriticalIntake(Setup setup, Platform platform, Accounts accounts) {
    this.queue = new SampleQueue(capacity(setup), accounts, platform.ticker);
    this.platform = platform;
  }

  /** Returns how many entries may wait, in the queue and behind it. */
  static int capacity(Setup setup) {
    boolean spooled = setup.config.critical.spoolDirectory != null;
    return setup.config.queueCapacity + (spooled ? Spool.MOST_ENTRIES : 0);
  }

  /** Returns how many events are on disk, for this sender or the next to deliver. */
  int onDisk() {
    Writer now = writer;
    return now == null ? 0 : now.spool.size();
  }

  /** Takes new settings for later events. */
  void adopt(Setup setup, @Nullable Spool spool) {
    writer = spool == null ? null : new Writer(setup, platform, spool);
  }

  @Override
  public boolean hasRoom() {
    return !queue.isFull();
  }

  @Override
  public boolean isClosed() {
    return queue.isClosed();
  }

  @Override
  public boolean take(LogEntry entry) {
    Writer now = writer;
    if (now == null) {
      // without a spool the delivery thread does the rest
      return queue.offer(
          Sample.critical(entry, new CriticalDetails("", platform.clock.millis(), null, false)));
    }
    LogEntry known = now.redaction.builtIn(entry);
    String fingerprint = now.fingerprinter.of(known).hex;
    LogEntry clean;
    now.redacting.lock();
    try {
      clean = now.redaction.all(entry, known);
    } finally {
      now.redacting.unlock();
    }
    Path file = now.spool.keep(clean, fingerprint);
    CriticalDetails kept = new CriticalDetails(fingerprint, platform.clock.millis(), file, false);
    boolean taken = queue.offer(Sample.critical(clean, kept));
    if (!taken && file != null && !queue.isClosed()) {
      now.spool.remove(file); // reported as lost, so not to be delivered
    }
    return taken;
  }
}
