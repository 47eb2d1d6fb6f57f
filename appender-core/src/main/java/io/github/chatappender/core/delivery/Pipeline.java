/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.capture.EntryCapture;
import io.github.chatappender.core.config.SenderConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connects the stages, from the logging thread to the space. Thread-safe. */
public final class Pipeline {

  /** Part of a stop's time reserved for counting the events left. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /**
   * Longest wait for that count if the part is too short, or a stop has hardly any time: it needs
   * no network, only its turn on a busy machine.
   */
  private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long LONGEST_ANSWER_MILLIS = 250;
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Duration MOST_GATHERING = Duration.ofMillis(250);

  private final Platform platform;
  private final SharedState shared;
  private final EntryCapture capture;
  private final DeliveryThread thread;
  private final Setup firstSetup;

  /** The latest settings. */
  private volatile Setup setup;

  private volatile @Nullable OpenProblems problems;

  /** When the time of the exit's drain ends; null if there is none, or all was settled. */
  private volatile @Nullable Long exitDeadline;

  private Pipeline(Setup setup, Platform platform) {
    this.platform = platform;
    firstSetup = setup;
    this.setup = setup;
    shared = new SharedState(setup, platform, () -> ThreadLocalRandom.current().nextInt());
    thread = new DeliveryThread(this::newLoop, shared.requests, shared.progress, platform);
    thread.gatherFor(gathering(setup.config));
    capture =
        new EntryCapture(
            setup.config, shared.queue, shared.folding, shared.critical, shared.accounts, thread);
  }

  /** Starts a pipeline. Its thread starts with the first event, or at once with a spool. */
  public static Pipeline start(Setup setup, Diagnostics diagnostics) {
    return start(setup, Platform.real(diagnostics));
  }

  static Pipeline start(Setup setup, Platform platform) {
    Pipeline pipeline = new Pipeline(setup, platform);
    if (setup.hasSpool()) {
      pipeline.thread.makeLoop(); // the first event is written to the spool it opens
      pipeline.thread.wakeNow(); // leftovers do not wait for the first event
    }
    return pipeline;
  }

  /** Creates the loop; null if the sender closes without having received an event. */
  private @Nullable DeliveryLoop newLoop() {
    FlushRequest request = shared.requests.current();
    if (request != null && request.closing && shared.accounts.accepted() == 0) {
      endUnused();
      return null;
    }
    return new DeliveryLoop(firstSetup, platform, shared, thread::wakeNow);
  }

  /** Events that come this late are dropped. */
  private void endUnused() {
    shared.folding.close((tally, rest) -> shared.accounts.drop(DropReason.CLOSED, rest));
    shared.queue.close();
    shared.critical.queue.close();
    long lost = shared.accounts.unreported();
    shared.progress.showLeft(lost, "when this appender stopped", "", platform.diagnostics);
    shared.states.look(DeliveryStats.State.IDLE, DeliveryLoop.STOPPED);
    shared.requests.finish(shared.accounts.accepted() == 0);
  }

  /** Takes an event on the logging thread. */
  public <E, T> void append(E event, EventReader<E, T> reader) {
    capture.append(event, reader);
  }

  /** Takes new settings; pending events stay. */
  public void reconfigure(Setup changed) {
    setup = changed;
    capture.reconfigure(changed.config);
    shared.requests.reconfigure(changed);
    thread.gatherFor(gathering(changed.config));
    if (shared.accounts.accepted() > 0 || changed.config.critical.spoolDirectory != null) {
      thread.wakeNow();
    }
  }

  /**
   * Posts everything pending at once. Returns whether everything accepted before the call was
   * reported or dropped in time.
   */
  public boolean flush(Duration timeout) {
    long mark = shared.accounts.queued();
    if (shared.accounts.settledOfQueued() >= mark) {
      return true;
    }
    if (thread.isCurrentThread()) {
      return false;
    }
    return flush(nanos(timeout), mark);
  }

  private boolean flush(long nanos, long mark) {
    FlushRequest request = request(nanos, false, mark);
    thread.wakeNow();
    return request.await(nanos);
  }

  /**
   * Posts everything left, and makes later events due at once, since the JVM exits. If the time
   * runs out, a {@link #close} gets only the rest of it.
   */
  public void drainAtExit(Duration timeout) {
    long nanos = nanos(timeout);
    long now = platform.ticker.read();
    exitDeadline = now + nanos;
    shared.requests.exit(now + LONGEST.toNanos());
    if (shared.progress.unreported() == 0 || flush(nanos, FlushRequest.EVERYTHING)) {
      exitDeadline = null;
    }
  }

  /** Shows how many events the JVM's exit leaves behind; no line if there are none. */
  public void showLeftAtExit() {
    showLeft("when the JVM ended", thread.trouble());
  }

  /**
   * Shows how many events are left behind; no line if there are none.
   *
   * @param when the end, as in "not posted when the JVM ended"
   * @param cause the reason; empty if only time was short
   */
  public void showLeft(String when, String cause) {
    shared.progress.showLeft(
        shared.progress.unreported() - shared.critical.onDisk(), when, cause, platform.diagnostics);
  }

  /**
   * Posts pending events as far as time allows, and ends. Returns whether everything was reported
   * or dropped in time.
   */
  public boolean close(Duration timeout) {
    long nanos = Math.min(nanos(timeout), nanosUntilExitDeadline());
    FlushRequest request = request(Math.max(0, nanos - Math.min(GRACE_NANOS, nanos / 4)), true, 0);
    if (thread.isCurrentThread()) {
      return false;
    }
    thread.runHereIfNobodyDoes();
    thread.wakeNow();
    boolean settled = request.await(nanos + SETTLING_NANOS);
    if (request.isComplete()) {
      long left = request.deadline - platform.ticker.read();
      thread.join(Math.max(GRACE_NANOS, left));
    } else {
      // the delivery thread is stuck or, on a busy machine, late; the process may end before it
      showLeft("when this appender stopped", thread.trouble());
    }
    return settled;
  }

  private long nanosUntilExitDeadline() {
    Long deadline = exitDeadline;
    return deadline == null ? Long.MAX_VALUE : Math.max(0, deadline - platform.ticker.read());
  }

  /**
   * Takes a snapshot. Asks the delivery thread for the open problems and waits at most a quarter of
   * a second, then uses its last answer; everything else is read without waiting.
   */
  public DeliveryStats stats() {
    OpenProblems latest = ask(DeliveryLoop::openProblems, problems);
    problems = latest;
    return shared.stats(
        thread.loop(),
        setup,
        latest == null || shared.requests.isFinished() ? OpenProblems.NONE : latest);
  }

  /**
   * Asks the loop on its own thread.
   *
   * @param otherwise the answer if there is no loop, or none comes in time
   */
  private <A> @Nullable A ask(Function<DeliveryLoop, @Nullable A> question, @Nullable A otherwise) {
    DeliveryLoop loop = thread.loop();
    if (loop == null || thread.isCurrentThread() || shared.requests.isFinished()) {
      return otherwise;
    }
    FutureTask<@Nullable A> asked = new FutureTask<>(() -> question.apply(loop));
    shared.requests.ask(asked);
    thread.wakeNow();
    try {
      return asked.get(LONGEST_ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // there is no answer, or the delivery thread is busy or has just ended
    }
    shared.requests.withdraw(asked);
    return otherwise;
  }

  /**
   * Mutes a problem.
   *
   * @return when the mute ends; null if too many problems are muted
   */
  public @Nullable Instant mute(String id, Duration duration) {
    Instant until = platform.clock.instant().plus(duration);
    long now = platform.ticker.read();
    shared.mutes.expire(now);
    boolean muted = shared.mutes.mute(id, until, now + duration.toNanos());
    changeMutes();
    return muted ? until : null;
  }

  /** Ends a mute made by {@link #mute}; returns whether there was one. */
  public boolean unmute(String id) {
    boolean muted = shared.mutes.unmute(id);
    changeMutes();
    return muted;
  }

  private void changeMutes() {
    if (thread.loop() != null) {
      thread.wakeNow();
    }
  }

  /** Explains the problem with an id; null if this sender does not know it. */
  public @Nullable Explanation explain(String id) {
    return ask(loop -> loop.explain(id), null);
  }

  /** Passes later changes of the state of delivery to a listener; null for none. */
  public void listen(@Nullable StateListener listener) {
    shared.states.listen(listener);
  }

  private FlushRequest request(long nanos, boolean closing, long mark) {
    long deadline = platform.ticker.read() + nanos;
    FlushRequest request = new FlushRequest(deadline, closing, mark);
    shared.requests.add(request);
    return request;
  }

  /** Returns how long to gather samples: part of the time that a first notice waits anyway. */
  private static Duration gathering(SenderConfig config) {
    Duration part = config.firstWait.dividedBy(4);
    return part.compareTo(MOST_GATHERING) < 0 ? part : MOST_GATHERING;
  }

  /** Returns a time in nanoseconds, at most a year. */
  private static long nanos(Duration timeout) {
    return timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
  }
}
