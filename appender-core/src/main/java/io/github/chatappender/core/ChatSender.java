/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.api.Operations;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.config.ProcessFacts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.delivery.Pipeline;
import io.github.chatappender.core.delivery.Setup;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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
public final class ChatSender implements Operations {

  private static final String ID = "[0-9a-f]{8}";
  private static final Duration SHORTEST_MUTE = Duration.ofMinutes(1);
  private static final Duration LONGEST_MUTE = Duration.ofDays(7);

  private enum State {
    RUNNING,
    CLOSING,
    CLOSED
  }

  /** Holds the checked settings of a sender. Immutable. */
  public static final class Configuration {

    final Setup setup;
    final String context;
    final String appender;

    Configuration(Setup setup, Settings settings) {
      this.setup = setup;
      this.context = settings.hostContext();
      this.appender = settings.hostAppender();
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
      try {
        sender.pipeline.drainAtExit(sender.config.shutdownTimeout);
        // if the host stops the appender, close() reports this
        if (sender.state.get() == State.RUNNING) {
          sender.pipeline.showLeftAtExit();
        }
      } catch (LinkageError e) {
        sender.pipeline.showLeft("when the JVM ended", WITHOUT_CLASSES);
      }
    }
  }

  /** The cause if classes are missing at the end, as in Maven's exec:java. */
  private static final String WITHOUT_CLASSES =
      "the class loader of the application was closed before its logging framework was stopped;"
          + " stop it first, or run the application in a JVM of its own";

  private final Pipeline pipeline;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExitDrain exitDrain;
  private final Diagnostics diagnostics;
  private final @Nullable Consumer<Throwable> uncaughtLogger;
  private boolean logsUncaught;
  private volatile SenderConfig config;
  private volatile boolean settled;

  /** Hides the sender from JMX clients; null while it is not shown. */
  private @Nullable Runnable jmxEnd;

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
    return Configurations.read(settings, ProcessFacts.ofThisProcess(), diagnostics, null);
  }

  /**
   * Reads and checks settings and reports to the host, as {@link #configure(Settings,
   * Diagnostics)}.
   *
   * @param settings the texts from the host
   * @param diagnostics where to report
   * @param idle takes the statistics of an appender that stays idle, which name the reason
   * @return the configuration to start with, null if the appender stays idle
   */
  public static @Nullable Configuration configure(
      Settings settings, Diagnostics diagnostics, Consumer<DeliveryStats> idle) {
    return Configurations.read(settings, ProcessFacts.ofThisProcess(), diagnostics, idle);
  }

  static @Nullable Configuration configure(
      Settings settings, ProcessFacts facts, Diagnostics diagnostics) {
    return Configurations.read(settings, facts, diagnostics, null);
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
    sender.showInJmx(configuration);
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
      showInJmx(configuration);
      logUncaught(config.uncaughtExceptions);
    }
  }

  /** Shows the sender to JMX clients while it runs, if the settings ask for it. */
  private synchronized void showInJmx(Configuration configuration) {
    if (configuration.setup.config.jmx && state.get() == State.RUNNING) {
      if (jmxEnd == null) {
        jmxEnd = JmxPresence.begin(this, pipeline, configuration, diagnostics);
      }
    } else {
      hideFromJmx();
    }
  }

  private synchronized void hideFromJmx() {
    if (jmxEnd != null) {
      jmxEnd.run();
      jmxEnd = null;
    }
  }

  @Override
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
      hideFromJmx();
      logUncaught(false);
      settled = pipeline.close(time);
      return settled;
    } catch (LinkageError e) {
      pipeline.showLeft("when this appender stopped", WITHOUT_CLASSES);
      return false;
    } finally {
      state.set(State.CLOSED);
      closed.countDown();
    }
  }

  @Override
  public DeliveryStats getDeliveryStats() {
    return pipeline.stats();
  }

  @Override
  public @Nullable Explanation explain(String id) {
    return pipeline.explain(checked(id));
  }

  @Override
  public Instant mute(String id, Duration duration) {
    String known = checked(id);
    if (duration.compareTo(SHORTEST_MUTE) < 0 || duration.compareTo(LONGEST_MUTE) > 0) {
      throw new IllegalArgumentException("a mute must last from 1 min to 7 d: " + duration);
    }
    if (state.get() != State.RUNNING) {
      throw new IllegalStateException("the appender is stopped");
    }
    if (!config.groups) {
      throw new IllegalStateException("groupBy is none: events have no ids");
    }
    Instant until = pipeline.mute(known, duration);
    if (until == null) {
      throw new IllegalStateException("too many problems are muted already");
    }
    return until;
  }

  @Override
  public boolean unmute(String id) {
    return pipeline.unmute(checked(id));
  }

  private static String checked(String id) {
    String lower = id.trim().toLowerCase(Locale.ROOT);
    if (!lower.matches(ID)) {
      throw new IllegalArgumentException("an id must be 8 hex digits, as shown in messages");
    }
    return lower;
  }

  private void awaitClosed(Duration time) {
    try {
      boolean unused = closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
