/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.ShownNotice;
import io.github.chatappender.core.testing.SimulatedFleets;
import io.github.chatappender.core.testing.SimulatedNetwork;
import io.github.chatappender.core.testing.SimulatedStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Senders of many processes that share a store and post to one space, in virtual time. The space
 * accepts one request a second, refuses others with 429, and posts a repeated one once. Each sender
 * is stepped only when it has something to do, so that hundreds can run for hours. For one thread.
 */
final class FleetRoom implements AutoCloseable {

  private static final long STORE_EPOCH_MILLIS = 1_000_000_000_000L;
  private static final long SERVICE_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Duration ANSWER = Duration.ofMillis(120);
  private static final Reply REFUSED =
      Reply.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded").after(ANSWER);
  private static final Reply UNAVAILABLE =
      Reply.error(503, "UNAVAILABLE", "The service is currently unavailable.").after(ANSWER);
  private static final Reply ACCEPTED = Reply.ok().after(ANSWER);

  final ManualTicker ticker = new ManualTicker();
  final SimulatedStore store =
      new SimulatedStore(() -> STORE_EPOCH_MILLIS + ticker.elapsedNanos() / 1_000_000);
  final SimulatedNetwork network;

  /** The address of the store, for the setting {@code fleet}. */
  final String address;

  /** All senders, those included that were stopped. */
  final List<Instance> instances = new ArrayList<>();

  /** The messages in the space, oldest first. */
  final List<Posted> messages = new ArrayList<>();

  private final Set<String> requests = new HashSet<>();

  /** The members that senders have joined as. */
  private final List<FleetMember> members = new ArrayList<>();

  private final SplittableRandom random;
  private final PriorityQueue<Due> dues = new PriorityQueue<>();
  private final Deque<Instance> woken = new ArrayDeque<>();
  private long numbers;
  private long freeAt;
  private int refused;

  /** Whether the space answers each post with 503. */
  boolean broken;

  /** After how many steps of a sender its law is checked. */
  int stepsPerCheck = 1;

  FleetRoom(long seed) {
    this(seed, SimulatedNetwork.Faults.none());
  }

  FleetRoom(long seed, SimulatedNetwork.Faults faults) {
    random = new SplittableRandom(seed);
    network = new SimulatedNetwork(store, ticker::elapsedNanos, faults);
    address =
        SimulatedFleets.register(
            member -> {
              members.add(member);
              return network.open(member);
            });
  }

  /** Returns the settings of an instance of {@code shop}. */
  Settings settings(String instance) {
    return LoopRig.grouped().set(Setting.FLEET, address).set(Setting.INSTANCE, instance);
  }

  /** Starts {@code host-0}, {@code host-1} and so on. */
  void start(int count) {
    for (int i = 0; i < count; i++) {
      start(settings("host-" + instances.size()));
    }
  }

  Instance start(Settings settings) {
    return start(settings, Duration.ZERO);
  }

  /**
   * Starts a sender.
   *
   * @param skew how much its clock is fast
   */
  Instance start(Settings settings, Duration skew) {
    Instance instance = new Instance(settings, skew, random.split());
    instances.add(instance);
    instance.wake();
    return instance;
  }

  /** Runs an action at a time after the start. */
  void at(Duration time, Runnable action) {
    dues.add(new Due(time.toNanos(), numbers++, null, action));
  }

  /** Runs an action again and again. */
  void every(Duration interval, Duration from, Duration until, Runnable action) {
    for (Duration time = from; time.compareTo(until) < 0; time = time.plus(interval)) {
      at(time, action);
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(ticker.elapsedNanos());
  }

  void runUntil(Duration time) {
    run(time.minus(elapsed()));
  }

  /** Lets time pass, and does everything due until its end, inclusive. */
  void run(Duration time) {
    long end = ticker.elapsedNanos() + time.toNanos();
    while (true) {
      stepWoken();
      long next = Math.min(nanosUntilDue(), network.nanosUntilNext());
      long left = end - ticker.elapsedNanos();
      if (next > left) {
        ticker.advance(left);
        return;
      }
      ticker.advance(next);
      network.deliver();
      runDue();
    }
  }

  private long nanosUntilDue() {
    Due next = dues.peek();
    return next == null ? Long.MAX_VALUE : Math.max(0, next.at - ticker.elapsedNanos());
  }

  private void runDue() {
    while (nanosUntilDue() == 0) {
      dues.remove().run();
    }
  }

  private void stepWoken() {
    for (Instance next = woken.poll(); next != null; next = woken.poll()) {
      next.step();
    }
  }

  private Reply answer(Instance sender) {
    if (broken) {
      return UNAVAILABLE;
    }
    long now = ticker.elapsedNanos();
    if (now < freeAt) {
      refused++;
      return REFUSED;
    }
    freeAt = now + SERVICE_SECOND;
    if (!requests.add(sender.rig.transport.parametersOfLatest.replaceAll(".*requestId=", ""))) {
      return ACCEPTED; // a repeated request posts nothing
    }
    messages.add(new Posted(now, sender, sender.rig.posts().size()));
    return ACCEPTED;
  }

  /** Makes the store take a sender for dead until its next request. */
  void expire(Instance instance) {
    members.forEach(
        member -> {
          if (member.host.equals(instance.name)) {
            store.expire(member);
          }
        });
  }

  /** Returns how many posts were refused with 429. */
  int refused() {
    return refused;
  }

  /** Stops all senders that still run, one after the other, and checks their accounts. */
  void stopAll() {
    for (Instance each : instances) {
      if (each.isRunning()) {
        each.stop();
      }
    }
  }

  /**
   * Asserts that each event of each sender that was not killed was reported or dropped, and returns
   * how many were reported.
   */
  long assertAccounts() {
    long reported = 0;
    for (Instance each : instances) {
      if (each.killed) {
        continue;
      }
      DeliveryStats stats = each.rig.stats();
      assertThat(stats.accepted()).as(each.name).isEqualTo(each.appended);
      assertThat(stats.reported() + stats.droppedTotal() + stats.pending())
          .as(each.name)
          .isEqualTo(stats.accepted());
      assertThat(stats.pending()).as("pending on %s", each.name).isZero();
      reported += stats.reported();
    }
    return reported;
  }

  @Override
  public void close() {
    SimulatedFleets.forget(address);
  }

  /** A message in the space. */
  static final class Posted {

    final long nanos;
    final Instance sender;
    private final int index;

    Posted(long nanos, Instance sender, int index) {
      this.nanos = nanos;
      this.sender = sender;
      this.index = index;
    }

    SentPost post() {
      return sender.rig.post(index);
    }

    double seconds() {
      return nanos / 1e9;
    }

    String text() {
      return post().text();
    }

    List<ShownNotice> notices() {
      return ShownNotice.in(text());
    }

    @Override
    public String toString() {
      return String.format("%9.3f %-8s %s", seconds(), sender.name, text().replace("\n", " | "));
    }
  }

  /** Something to do at a time: an action, or the step of a sender. */
  private static final class Due implements Comparable<Due> {

    final long at;
    final long number;
    final Instance instance;
    final Runnable action;

    Due(long at, long number, Instance instance, Runnable action) {
      this.at = at;
      this.number = number;
      this.instance = instance;
      this.action = action;
    }

    @Override
    public int compareTo(Due other) {
      return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }

    void run() {
      if (instance == null) {
        action.run();
      } else if (instance.next == this) {
        instance.wake();
      }
    }
  }

  /** One sender. */
  final class Instance {

    final LoopRig rig;
    final String name;
    private long appended;
    private boolean queued;
    private boolean stepping;
    private boolean killed;
    private Due next;

    private Instance(Settings settings, Duration skew, SplittableRandom randomOfIts) {
      LoopRig.Around around =
          LoopRig.Around.inAnotherProcess(ticker)
              .random(randomOfIts::nextDouble)
              .startingAt(ManualClock.START.plus(skew).toString())
              .onWake(this::wake);
      name = String.valueOf(settings.text(Setting.INSTANCE));
      rig = new LoopRig(settings, around);
      rig.checkEvery(stepsPerCheck);
      rig.transport.thenAlways(body -> answer(this));
    }

    void append(FakeEvent event) {
      append(event, 1);
    }

    void append(FakeEvent event, int times) {
      event.timeMillis(rig.clock.millis());
      for (int i = 0; i < times; i++) {
        rig.append(event);
      }
      appended += times;
    }

    long appended() {
      return appended;
    }

    boolean isKilled() {
      return killed;
    }

    boolean isRunning() {
      return !killed && !rig.requests.isFinished();
    }

    /** Ends it without any further step, as {@code kill -9} does. */
    void kill() {
      killed = true;
    }

    /** Stops it, and lets time pass until it has ended. */
    void stop() {
      requestStop();
      for (int i = 0; i < 200 && isRunning(); i++) {
        run(Duration.ofMillis(100));
      }
      assertThat(isRunning()).as("%s still runs", name).isFalse();
    }

    /** Requests its end, as the first half of {@link #stop}. */
    void requestStop() {
      rig.close(Duration.ofSeconds(10));
    }

    void wake() {
      if (!queued && !stepping && !killed) {
        queued = true;
        woken.add(this);
      }
    }

    private void step() {
      queued = false;
      if (killed) {
        return;
      }
      stepping = true;
      long sleep = Math.min(rig.settle(), rig.transport.nanosUntilAnswer());
      stepping = false;
      next = null;
      if (sleep < Long.MAX_VALUE) {
        next = new Due(ticker.elapsedNanos() + sleep, numbers++, this, null);
        dues.add(next);
      }
    }

    @Override
    public String toString() {
      return name + ": " + rig.stats();
    }
  }
}
