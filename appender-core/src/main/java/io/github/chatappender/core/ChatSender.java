/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.ProcessFacts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.delivery.Pipeline;
import io.github.chatappender.core.delivery.Setup;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends log events to a Google Chat space. Adapters need nothing else of the core's classes.
 *
 * <p>{@link #configure} reads and checks settings, and reports what users should know. A sender
 * runs from {@link #start} until {@link #close}; its thread starts with the first event.
 * Thread-safe.
 */
public final class ChatSender {

  private enum State {
    RUNNING,
    CLOSING,
    CLOSED
  }

  /** Holds the checked settings of a sender. Immutable. */
  public static final class Configuration {

    final Setup setup;

    private Configuration(Setup setup) {
      this.setup = setup;
    }

    /**
     * Returns a short hash of the webhook's address. Senders with different hashes must not share
     * anything.
     *
     * @return the hash, {@code none} of a dry run without an address
     */
    public String addressDigest() {
      return setup.addressDigest();
    }
  }

  /**
   * Drains the sender when the JVM exits. Not a lambda, because it is created at application start.
   */
  private static final class Drain implements Runnable {

    private final ChatSender sender;

    Drain(ChatSender sender) {
      this.sender = sender;
    }

    @Override
    public void run() {
      sender.pipeline.drainAtExit(sender.config.shutdownTimeout);
      // if the host stops the appender, close() reports this
      if (sender.state.get() == State.RUNNING) {
        sender.pipeline.showLeftAtExit();
      }
    }
  }

  private final Pipeline pipeline;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExitDrain exitDrain;
  private final Diagnostics diagnostics;
  private final @Nullable Consumer<Throwable> uncaughtLogger;
  private boolean logsUncaught;
  private volatile SenderConfig config;
  private volatile boolean settled;

  private ChatSender(
      Pipeline pipeline,
      SenderConfig config,
      Diagnostics diagnostics,
      @Nullable Consumer<Throwable> uncaughtLogger) {
    this.pipeline = pipeline;
    this.config = config;
    this.diagnostics = diagnostics;
    this.uncaughtLogger = uncaughtLogger;
    this.exitDrain = new ExitDrain(new Drain(this), diagnostics);
  }

  /**
   * Reads and checks settings and reports to the host: one INFO line for each value found or left
   * out, one fault line for each unusable setting. The appender stays idle if it is switched off,
   * if it has no address, or if posting would be impossible or unsafe.
   *
   * @param settings the texts from the host
   * @param diagnostics where to report
   * @return the configuration to start with, null if the appender stays idle
   */
  public static @Nullable Configuration configure(Settings settings, Diagnostics diagnostics) {
    return configure(settings, ProcessFacts.ofThisProcess(), diagnostics);
  }

  static @Nullable Configuration configure(
      Settings settings, ProcessFacts facts, Diagnostics diagnostics) {
    try {
      SenderConfig config = SenderConfig.parse(settings, facts);
      return isIdle(config, diagnostics) ? null : checked(config, diagnostics);
    } catch (ConfigException e) {
      e.problems.forEach(problem -> diagnostics.fault("idle: " + problem));
      e.faults.forEach(diagnostics::fault);
      return null;
    }
  }

  private static boolean isIdle(SenderConfig config, Diagnostics diagnostics) {
    String off = config.switchedOff;
    String gap = config.dryRun ? null : config.webhook.gap;
    if (off != null) {
      diagnostics.info("idle: " + off);
      return true;
    }
    if (gap != null) {
      config.faults.forEach(diagnostics::fault);
    }
    if (gap != null && config.required) {
      diagnostics.fault("idle: " + gap + " (required is true)");
    } else if (gap != null) {
      diagnostics.info("idle: " + gap);
    }
    return gap != null;
  }

  private static Configuration checked(SenderConfig config, Diagnostics diagnostics)
      throws ConfigException {
    Setup setup = Setup.of(config);
    setup.faults.forEach(diagnostics::fault);
    config.notes.forEach(diagnostics::info);
    diagnostics.info(config.whoSpeaks());
    return new Configuration(setup);
  }

  /**
   * Starts a sender without a logger for uncaught exceptions.
   *
   * @param configuration the result of {@link #configure}
   * @param diagnostics where to report about delivery
   * @return the running sender
   */
  public static ChatSender start(Configuration configuration, Diagnostics diagnostics) {
    return start(configuration, diagnostics, null);
  }

  /**
   * Starts a sender.
   *
   * @param configuration the result of {@link #configure}
   * @param diagnostics where to report about delivery
   * @param uncaughtLogger logs an exception that has ended a thread, on that thread, if the
   *     settings ask for it; null if the host has no logger for it
   * @return the running sender
   */
  public static ChatSender start(
      Configuration configuration,
      Diagnostics diagnostics,
      @Nullable Consumer<Throwable> uncaughtLogger) {
    Setup setup = configuration.setup;
    ChatSender sender =
        new ChatSender(
            Pipeline.start(setup, diagnostics), setup.config, diagnostics, uncaughtLogger);
    sender.exitDrain.register(setup.config.shutdownHook);
    sender.logUncaught(setup.config.uncaughtExceptions);
    return sender;
  }

  private synchronized void logUncaught(boolean wanted) {
    if (uncaughtLogger == null || wanted == logsUncaught) {
      return;
    }
    logsUncaught = wanted;
    if (!wanted) {
      UncaughtExceptions.remove(uncaughtLogger);
      return;
    }
    String reason = UncaughtExceptions.add(uncaughtLogger);
    if (reason != null) {
      diagnostics.warn("uncaughtExceptions has no effect: " + reason);
    }
  }

  /**
   * Accepts an event on the logging thread. Never waits; throws only {@link OutOfMemoryError} and
   * {@link InternalError}. Refuses events after {@link #close}.
   *
   * @param <E> the host's event
   * @param <T> the host's form of an exception
   * @param event the event; not touched after the call
   * @param reader reads the event
   */
  public <E, T> void append(E event, EventReader<E, T> reader) {
    if (state.get() == State.RUNNING) {
      pipeline.append(event, reader);
    }
  }

  /**
   * Applies new settings; keeps queue, budget and statistics.
   *
   * @param configuration the result of {@link #configure}
   */
  public void reconfigure(Configuration configuration) {
    pipeline.reconfigure(configuration.setup);
    config = configuration.setup.config;
    if (state.get() == State.RUNNING) {
      exitDrain.register(config.shutdownHook);
      logUncaught(config.uncaughtExceptions);
    }
  }

  /**
   * Posts all pending events now, as far as budget and service allow.
   *
   * @param timeout the longest time to wait
   * @return whether every event accepted before the call has been reported or dropped
   */
  public boolean flush(Duration timeout) {
    return pipeline.flush(timeout);
  }

  /**
   * Posts all pending events and ends, within the configured {@code shutdownTimeout}. Idempotent:
   * later callers wait for the same end.
   *
   * @return whether every event was reported or dropped before the end
   */
  public boolean close() {
    return close(config.shutdownTimeout);
  }

  /**
   * Posts all pending events and ends, within the smaller of a timeout and {@code shutdownTimeout}.
   * Idempotent: later callers wait for the same end. Never throws; keeps the caller's interrupt
   * flag.
   *
   * @param timeout the longest time for everything
   * @return whether every event was reported or dropped before the end
   */
  public boolean close(Duration timeout) {
    Duration limit = config.shutdownTimeout;
    Duration time = timeout.compareTo(limit) < 0 ? timeout : limit;
    if (!state.compareAndSet(State.RUNNING, State.CLOSING)) {
      awaitClosed(time);
      return settled;
    }
    try {
      exitDrain.unregister();
      logUncaught(false);
      settled = pipeline.close(time);
      return settled;
    } finally {
      state.set(State.CLOSED);
      closed.countDown();
    }
  }

  /**
   * Returns the statistics so far.
   *
   * @return a snapshot
   */
  public DeliveryStats stats() {
    return pipeline.stats();
  }

  private void awaitClosed(Duration time) {
    try {
      boolean unused = closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
