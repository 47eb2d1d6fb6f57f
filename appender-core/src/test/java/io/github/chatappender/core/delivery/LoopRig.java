/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.budget.SpaceBudgets;
import io.github.chatappender.core.capture.EntryCapture;
import io.github.chatappender.core.capture.SampleQueue;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.spool.Disk;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.core.testing.FakeReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A delivery loop whose platform a test controls. {@link #run} plays the delivery thread: it sleeps
 * exactly as long as a step says, or until woken, and asserts the accounting law after every step.
 * For one thread.
 */
final class LoopRig {

  static final String ADDRESS =
      "https://chat.googleapis.com/v1/spaces/AAA/messages?key=key-of-tests&token=token-of-tests";

  private static final int MOST_STEPS_AT_ONE_TICK = 1_000;

  /** Produces backoffs of 1.5, 3, 6, 12, 24 and 45 s. */
  private static final double CHANCE = 0.75;

  final ManualTicker ticker;
  final ManualClock clock;
  final ScriptedTransport transport;
  final FakeDiagnostics diagnostics = new FakeDiagnostics();
  final FakeProcessFacts facts;
  final SampleQueue queue;
  final DeliveryLoop loop;
  final Requests requests;
  final SpaceBudgets budgets;
  private final SharedState shared;
  private final EntryCapture capture;
  private FakeReader reader = FakeReader.INSTANCE;
  final StateWatch states;
  final Mutes mutes;
  private final Runnable onWake;
  private Setup setup;
  private DeliveryStats last = DeliveryStats.NONE;
  private Consumer<DeliveryStats> afterEachStep = now -> {};
  private long appended;
  private long leftBehind;
  private boolean woken;
  private int stepsPerCheck = 1;
  private long steps;

  LoopRig() {
    this(settings());
  }

  LoopRig(Settings settings) {
    this(settings, new Around());
  }

  LoopRig(Settings settings, Around around) {
    ticker = around.ticker;
    clock = new ManualClock(ticker, around.start);
    transport = new ScriptedTransport(ticker);
    facts = around.facts;
    onWake = around.onWake;
    budgets = around.budgets;
    setup = setup(settings);
    Platform platform =
        new Platform(
            ticker,
            clock,
            work -> {
              throw new AssertionError("the loop needs no thread");
            },
            around.diagnostics == null ? diagnostics : around.diagnostics,
            around.random,
            config -> transport,
            budgets,
            facts,
            around.disk);
    shared = new SharedState(setup, platform, new Random(7)::nextInt);
    queue = shared.queue;
    requests = shared.requests;
    states = shared.states;
    mutes = shared.mutes;
    loop = new DeliveryLoop(setup, platform, shared, this::wake);
    capture =
        new EntryCapture(
            setup.config, queue, shared.folding, shared.critical, shared.accounts, this::wake);
  }

  /** The parts that rigs may share and tests may replace. */
  static final class Around {

    final ManualTicker ticker;
    final SpaceBudgets budgets;
    final FakeProcessFacts facts = new FakeProcessFacts();
    DoubleSupplier random = () -> CHANCE;
    Instant start = ManualClock.START;
    Diagnostics diagnostics;
    Disk disk = Disk.real();
    Runnable onWake = () -> {};

    Around() {
      this(new ManualTicker(), new SpaceBudgets());
    }

    private Around(ManualTicker ticker, SpaceBudgets budgets) {
      this.ticker = ticker;
      this.budgets = budgets;
    }

    /** Returns the platform of another sender in the same JVM. */
    static Around sharedWith(LoopRig rig) {
      return new Around(rig.ticker, rig.budgets);
    }

    /** Returns the platform of a sender in another process: the same time, another budget. */
    static Around inAnotherProcess(ManualTicker ticker) {
      return new Around(ticker, new SpaceBudgets());
    }

    Around random(DoubleSupplier source) {
      random = source;
      return this;
    }

    Around startingAt(String instant) {
      start = Instant.parse(instant);
      return this;
    }

    Around diagnostics(Diagnostics told) {
      diagnostics = told;
      return this;
    }

    /** Runs an action whenever the loop is woken. */
    Around onWake(Runnable action) {
      onWake = action;
      return this;
    }

    Around disk(Disk other) {
      disk = other;
      return this;
    }

    Around file(String path, String text) {
      facts.file(path, text);
      return this;
    }
  }

  /**
   * Returns the settings of {@code shop}, which posts to the service's own host: every event is its
   * own entry, in its logger's thread.
   */
  static Settings settings() {
    return grouped().set(Setting.GROUP_BY, "none").set(Setting.THREAD_BY, "logger");
  }

  /** Returns the most common settings of {@code shop}: problems, each in its own thread. */
  static Settings grouped() {
    return new Settings().set(Setting.APPLICATION, "shop").set(Setting.WEBHOOK_URL, ADDRESS);
  }

  /** Logs an event of the logger {@code com.acme.A}. */
  void append(String message) {
    append("com.acme.A", message);
  }

  void append(String logger, String message) {
    append(FakeEvent.error(message).logger(logger).timeMillis(clock.instant().toEpochMilli()));
  }

  void append(FakeEvent event) {
    appended++;
    capture.append(event, reader);
  }

  /** Logs an event that the level refuses. */
  void refused(FakeEvent event) {
    capture.append(event, reader);
  }

  /** Sets the reader of further events. */
  void reader(FakeReader other) {
    reader = other;
  }

  void appendMany(int count, String message) {
    for (int i = 1; i <= count; i++) {
      append(message + " " + i);
    }
  }

  /** Logs a critical event of the logger {@code com.acme.A}. */
  void critical(String message) {
    append(
        FakeEvent.error(message)
            .logger("com.acme.A")
            .marker("CRITICAL")
            .timeMillis(clock.instant().toEpochMilli()));
  }

  /** Adds events that other senders have left behind to the expected accounts. */
  void leftBehind(int events) {
    leftBehind += events;
  }

  /** Requests other settings, as the pipeline does. */
  void reconfigure(Settings settings) {
    setup = setup(settings);
    capture.reconfigure(setup.config);
    requests.reconfigure(setup);
    wake();
  }

  /** Requests a flush of all events logged so far. */
  FlushRequest flush(Duration timeout) {
    return request(timeout, false);
  }

  FlushRequest close(Duration timeout) {
    return request(timeout, true);
  }

  /** Lets time pass, and does everything due until its end, inclusive. */
  void run(Duration time) {
    long end = ticker.elapsedNanos() + time.toNanos();
    while (true) {
      long sleep = settle();
      woken = false;
      while (sleep > 0 && !woken) {
        long next = Math.min(sleep, transport.nanosUntilAnswer());
        long left = end - ticker.elapsedNanos();
        if (next > left) {
          ticker.advance(left);
          return;
        }
        ticker.advance(next);
        sleep = sleep == Long.MAX_VALUE ? sleep : sleep - next;
        transport.tellIfDone();
      }
    }
  }

  /** Lets time pass until the given milliseconds after the start. */
  void runUntilMillis(long millis) {
    run(Duration.ofMillis(millis).minusNanos(ticker.elapsedNanos()));
  }

  /** Steps until nothing is left to do at this tick; returns how long the loop may sleep. */
  long settle() {
    for (int steps = 0; steps < MOST_STEPS_AT_ONE_TICK; steps++) {
      woken = false;
      long sleep = step();
      transport.tellIfDone();
      if (!woken && sleep > 0) {
        return sleep;
      }
    }
    throw new AssertionError("the loop spins");
  }

  /** Passes the statistics after every step to {@code look}, once the law is checked. */
  void afterEachStep(Consumer<DeliveryStats> look) {
    afterEachStep = look;
  }

  /**
   * Checks the law after each n-th step only: in a fleet, the check would cost more than the step.
   */
  void checkEvery(int steps) {
    stepsPerCheck = steps;
  }

  /** Makes one step and checks the law. */
  long step() {
    long sleep = loop.step();
    if (++steps % stepsPerCheck == 0 || requests.isFinished()) {
      checkLaw();
    }
    return sleep;
  }

  DeliveryStats stats() {
    return shared.progress.counts(loop.state()).build();
  }

  /** Returns the statistics as the pipeline returns them to operators. */
  DeliveryStats snapshot() {
    return shared.stats(loop, setup, loop.openProblems());
  }

  /** Asserts that every event was reported, or dropped for the reasons given. */
  void assertAccounts(long reported, long dropped) {
    DeliveryStats stats = stats();
    assertThat(stats.reported()).as("reported").isEqualTo(reported);
    assertThat(stats.droppedTotal()).as("dropped: %s", stats.dropped()).isEqualTo(dropped);
    assertThat(stats.pending()).as("pending").isEqualTo(appended + leftBehind - reported - dropped);
  }

  List<SentPost> posts() {
    return transport.posts();
  }

  SentPost post(int index) {
    return transport.posts().get(index);
  }

  /** Returns when each post was made, in milliseconds since the start. */
  List<Long> postMillis() {
    return posts().stream().map(SentPost::millis).collect(Collectors.toList());
  }

  List<String> texts() {
    return posts().stream().map(SentPost::text).collect(Collectors.toList());
  }

  /** Returns the status lines of a kind, without the kind. */
  List<String> told(String kind) {
    String prefix = kind + ": ";
    return diagnostics.lines().stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .collect(Collectors.toList());
  }

  private FlushRequest request(Duration timeout, boolean closing) {
    FlushRequest request =
        new FlushRequest(ticker.read() + timeout.toNanos(), closing, shared.accounts.queued());
    requests.add(request);
    wake();
    return request;
  }

  private void wake() {
    woken = true;
    onWake.run();
  }

  private void checkLaw() {
    DeliveryStats now = stats();
    String broken = brokenRule(now);
    if (broken != null) {
      throw new AssertionError(broken + ": " + now + " after " + last);
    }
    last = now;
    afterEachStep.accept(now);
  }

  /**
   * Returns the broken rule, null if none. Uses plain comparisons, because there are millions of
   * steps.
   */
  private @Nullable String brokenRule(DeliveryStats now) {
    if (now.accepted() < appended || now.accepted() > appended + leftBehind) {
      return "accepted is not " + appended + ", at most " + leftBehind + " more";
    } else if (now.pending() < 0 || (requests.isFinished() && now.pending() != 0)) {
      return "pending is " + now.pending();
    } else if (now.attempts() != posts().size()) {
      return "attempts are not " + posts().size();
    } else if (now.reported() < last.reported()
        || now.attempts() < last.attempts()
        || now.retries() < last.retries()
        || now.messages() < last.messages()) {
      return "a counter has fallen";
    }
    for (DropReason reason : DropReason.values()) {
      if (now.dropped(reason) < last.dropped(reason)) {
        return reason + " has fallen";
      }
    }
    return transport.violations().isEmpty() ? null : transport.violations().toString();
  }

  private Setup setup(Settings settings) {
    try {
      return Setup.of(SenderConfig.parse(settings, facts));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
