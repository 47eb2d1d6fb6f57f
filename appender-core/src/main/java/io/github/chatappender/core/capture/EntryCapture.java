/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.EventReader;
import io.github.chatappender.core.model.GroupBy;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.SenderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an event on the logging thread: asks the guards, counts it where its statement is known,
 * and sends a copy through the queue where it is not, or where the last copy is a second old.
 *
 * <p>Thread-safe. Takes no lock, does no I/O, never waits. Throws only {@link OutOfMemoryError} and
 * {@link InternalError}; whatever else an event's own parts throw is counted as {@code
 * CAPTURE_FAILED}.
 */
public final class EntryCapture {

  /** Begins the name of every thread of ours. */
  public static final String OWN_THREADS = "google-chat-appender-";

  private final EntryCopier copier = new EntryCopier();
  private final SampleQueue queue;
  private final Folding folding;
  private final Accounts accounts;
  private final Runnable wake;
  private volatile Guards guards;
  private volatile List<String> mdcKeys;
  private volatile boolean folds;

  /**
   * Creates the stage.
   *
   * @param config its settings
   * @param queue where copies go
   * @param folding where repeats are counted
   * @param accounts where events are counted
   * @param wake called after a sample was queued; must not block or throw
   */
  public EntryCapture(
      SenderConfig config, SampleQueue queue, Folding folding, Accounts accounts, Runnable wake) {
    this.queue = queue;
    this.folding = folding;
    this.accounts = accounts;
    this.wake = wake;
    this.guards = new Guards(config);
    this.mdcKeys = mdcKeys(config);
    this.folds = config.groupBy() == GroupBy.FINGERPRINT;
  }

  /**
   * Takes new settings, for the events that come after.
   *
   * @param config the settings
   */
  public void reconfigure(SenderConfig config) {
    guards = new Guards(config);
    mdcKeys = mdcKeys(config);
    folds = config.groupBy() == GroupBy.FINGERPRINT;
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
    Statement counted = null;
    boolean accepted = false;
    boolean sent = false;
    try {
      if (guards.refuse(event, reader) || copier.isCopying()) {
        return;
      }
      if (folds) {
        counted = folding.count(event, reader, copier.template(event, reader), mdcKeys);
      }
      if (counted == null) {
        // Where there is no stack to settle an event, there is none to accept it.
        accounts.drop(DropReason.CAPTURE_FAILED, 0);
        accounts.accept();
        accepted = true;
        sent = send(event, reader, null);
      } else if (counted.claimSample(reader.timeMillis(event))) {
        sent = send(event, reader, counted);
      }
    } catch (Throwable e) {
      try {
        // As deep as before the event was accepted, so that there is stack enough. Without any a
        // counted event stays counted, and another was never accepted.
        accounts.drop(DropReason.CAPTURE_FAILED, 0);
        if (counted != null) {
          counted.voidOne();
        } else if (!accepted) {
          accounts.accept();
        }
        accounts.drop(DropReason.CAPTURE_FAILED, 1);
      } catch (StackOverflowError again) {
        return;
      }
      if (e instanceof OutOfMemoryError || e instanceof InternalError) {
        throw e;
      }
    }
    if (sent) {
      wakeUp();
    }
  }

  /**
   * Queues a copy; where there is no room the event is dropped, or waits for its statement's next.
   */
  private <E, T> boolean send(E event, EventReader<E, T> reader, @Nullable Statement counted) {
    if (!queue.isFull() && queue.offer(sample(event, reader, counted))) {
      return true;
    }
    if (counted == null) {
      accounts.drop(DropReason.QUEUE_FULL, 1);
    } else {
      folding.starve(counted);
    }
    return false;
  }

  private <E, T> Sample sample(E event, EventReader<E, T> reader, @Nullable Statement counted) {
    LogEntry entry = copier.copy(event, reader, mdcKeys);
    @Nullable T thrown = reader.thrown(event);
    return new Sample(entry, counted, thrown == null ? null : reader.throwable(thrown));
  }

  /** Waking up may fail for want of stack or memory; the sample is on its way all the same. */
  private void wakeUp() {
    try {
      wake.run();
    } catch (OutOfMemoryError | InternalError e) {
      throw e;
    } catch (Throwable e) {
      // the next event tries again
    }
  }

  private static List<String> mdcKeys(SenderConfig config) {
    String threadKey = config.threadBy().mdcKey();
    return threadKey == null
        ? List.of(config.fingerprintKey())
        : List.of(config.fingerprintKey(), threadKey);
  }
}
