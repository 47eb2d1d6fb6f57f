/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.capture.CriticalSink;
import io.github.chatappender.core.capture.SampleQueue;
import io.github.chatappender.core.model.Kept;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.spool.Spool;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes critical events on the logging thread: takes secrets out, writes the entry to the spool,
 * and lets it wait in a line of its own. Thread-safe.
 */
final class CriticalIntake implements CriticalSink {

  /** What the settings make of it. Immutable, but for the user's redaction rules. */
  private static final class Means {

    final Redaction redaction;
    final Lock redacting = new ReentrantLock();
    final FingerprintMaker fingerprints;
    final @Nullable Spool spool;

    Means(Setup setup, Surroundings surroundings, @Nullable Spool spool) {
      this.redaction = new Redaction(setup, surroundings);
      this.fingerprints = new FingerprintMaker(setup);
      this.spool = spool;
      if (spool != null) {
        warmUp();
      }
    }

    /** A class that is first used where the stack ends cannot be used for the JVM's whole life. */
    private void warmUp() {
      LogEntry entry = LogEntry.builder(Severity.ERROR, "", "a").build();
      String unused = fingerprints.of(redaction.userRules(redaction.builtIn(entry)));
      Spool.warmUp();
    }
  }

  private final SampleQueue queue;
  private final Surroundings surroundings;
  private final Clock clock;
  private volatile Means means;

  CriticalIntake(Setup setup, Surroundings surroundings, SampleQueue queue, @Nullable Spool spool) {
    this.queue = queue;
    this.surroundings = surroundings;
    this.clock = surroundings.clock;
    this.means = new Means(setup, surroundings, spool);
  }

  /** Takes new settings, for the events that come after. */
  void adopt(Setup setup, @Nullable Spool spool) {
    means = new Means(setup, surroundings, spool);
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
    Means now = means;
    Spool spool = now.spool;
    if (spool == null) {
      // the delivery thread does all that is not for the disk
      return queue.offer(Sample.critical(entry, new Kept("", clock.millis(), null, false)));
    }
    LogEntry clean = now.redaction.builtIn(entry);
    String fingerprint = now.fingerprints.of(clean);
    now.redacting.lock();
    try {
      clean = now.redaction.userRules(clean);
    } finally {
      now.redacting.unlock();
    }
    Path file = spool.keep(clean, fingerprint);
    Kept kept = new Kept(fingerprint, clock.millis(), file, false);
    boolean taken = queue.offer(Sample.critical(clean, kept));
    if (!taken && file != null && !queue.isClosed()) {
      spool.remove(file); // told to be lost: nobody is to deliver it all the same
    }
    return taken;
  }
}
