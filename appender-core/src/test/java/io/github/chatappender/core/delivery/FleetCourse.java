/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One random course of a fleet, decided by a seed: problems that begin at random, or many at once,
 * on few instances or all, each for a random time; clocks that are minutes off; a store that is
 * slow, loses requests and answers, is down for a while, forgets everything, takes living senders
 * for dead; senders that are replaced or killed. For one thread.
 */
final class FleetCourse implements AutoCloseable {

  private static final int BURST = 5;
  private static final double LOST_PERMITS = 2;

  /** How much later than it was granted a message may be posted. */
  private static final long TURN_LASTS = TimeUnit.SECONDS.toNanos(1);

  private static final long REFILL = TimeUnit.SECONDS.toNanos(4);
  private static final int SKEW_SECONDS = 300;

  /** A check after each step would take longer than the steps. */
  private static final int STEPS_PER_CHECK = 16;

  /**
   * How long before an outage a first notice may be delayed by it; three times as long after it.
   */
  private static final long AROUND_OUTAGE = TimeUnit.SECONDS.toNanos(20);

  /** How long it takes until a problem of all senders has occurred on each of them. */
  private static final long AT_ONCE = TimeUnit.SECONDS.toNanos(5);

  private final SplittableRandom random;
  private final RandomFaults faults;
  private final FleetRoom room;
  private final Duration length;

  /** When each problem began, and whether it may be late or be lost because of a dead sender. */
  private final List<Long> begins = new ArrayList<>();

  private final List<Boolean> orphans = new ArrayList<>();

  /** Times after which the fleet's bucket may be full again. */
  private final List<Long> refills = new ArrayList<>();

  /** Times at which senders were stopped, each of which may overdraw the budget by a message. */
  private final List<Long> stops = new ArrayList<>();

  private int renewed;
  private int duplicates;
  private long shown;
  private long unnamed;
  private int around;

  /** How many problems begin at once, everywhere: those with the lowest numbers. */
  private int together;

  private double slowest;
  private double slowestTogether;
  private double slowestWithBudget;
  private double slowestAround;
  private long overdraft;
  private String worstWindow = "";

  FleetCourse(long seed, int instances, int problems, Duration length) {
    this.length = length;
    random = new SplittableRandom(seed);
    faults = new RandomFaults(random.split());
    room = new FleetRoom(random.nextLong(), faults);
    room.stepsPerCheck = STEPS_PER_CHECK;
    for (int i = 0; i < instances; i++) {
      Duration skew = Duration.ofSeconds(random.nextInt(2 * SKEW_SECONDS) - SKEW_SECONDS);
      Duration start = Duration.ofMillis(random.nextInt(60_000));
      String name = "host-" + i;
      room.at(start, () -> room.start(room.settings(name), skew));
    }
    planProblems(problems);
    planFaults(instances);
  }

  /** Runs it, and stops all senders one after the other. */
  void run() {
    room.runUntil(length);
    faults.heal();
    room.run(Duration.ofMinutes(2));
    List<FleetRoom.Instance> running = running();
    for (int i = 0; i < running.size(); i++) {
      stops.add(room.ticker.elapsedNanos() + TimeUnit.SECONDS.toNanos(i));
      room.at(room.elapsed().plusSeconds(i), running.get(i)::requestStop);
    }
    room.run(Duration.ofSeconds(running.size() + 30L));
    assertThat(running).noneMatch(FleetRoom.Instance::isRunning);
    measureFirsts();
    overdraft = findOverdraft();
  }

  /** Asserts that it kept the promises. */
  void check() {
    room.assertAccounts();
    if (refills.isEmpty()) {
      assertThat(shown).as("events shown").isGreaterThanOrEqualTo(appended() - unsettled());
      assertThat(shown - unnamed).as("events shown").isLessThanOrEqualTo(appended());
    }
    assertThat(overdraft).as("messages beyond the budget, " + worstWindow).isLessThanOrEqualTo(0);
    assertThat(slowestWithBudget)
        .as("seconds until the slowest first notice, unless the budget was used up")
        .isLessThanOrEqualTo(15);
  }

  private void measureFirsts() {
    Firsts firsts = new Firsts(room);
    duplicates = firsts.duplicates().size();
    shown = firsts.events();
    unnamed = firsts.unnamed();
    for (int i = 0; i < begins.size(); i++) {
      long begin = begins.get(i);
      if (begin == Long.MAX_VALUE || orphans.get(i)) {
        continue;
      }
      double wait = firsts.secondsOf(i) - begin / 1e9;
      if (!isAroundOutage(begin) && hasBudgetLeft(begin, firsts.secondsOf(i))) {
        slowestWithBudget = Math.max(slowestWithBudget, wait);
      }
      if (isAroundOutage(begin)) {
        around++;
        slowestAround = Math.max(slowestAround, wait);
      } else if (i < together) {
        slowestTogether = Math.max(slowestTogether, wait);
      } else {
        slowest = Math.max(slowest, wait);
      }
    }
  }

  /**
   * Returns whether more messages could have been posted from the beginning of a problem until its
   * first notice: more than two permits were left, which lost answers may have cost.
   */
  private boolean hasBudgetLeft(long begin, double end) {
    double credit = BURST;
    long at = 0;
    int posted = 0;
    for (FleetRoom.Posted message : room.messages) {
      if (message.nanos < begin) {
        credit = Math.min(BURST, credit + (double) (message.nanos - at) / REFILL) - 1;
        at = message.nanos;
      } else if (message.seconds() <= end) {
        posted++;
      }
    }
    credit = Math.min(BURST, credit + (double) (begin - at) / REFILL);
    return credit + (end * 1e9 - begin) / REFILL - posted > LOST_PERMITS;
  }

  /** Returns what happened, for people. */
  String summary() {
    long reported = 0;
    long dropped = 0;
    for (FleetRoom.Instance each : room.instances) {
      reported += each.rig.stats().reported();
      dropped += each.rig.stats().droppedTotal();
    }
    return String.format(
        Locale.ROOT,
        "%,d events, reported %,d, shown %,d, dropped %,d; %d messages, %d 429s, %d repeated firsts;"
            + " budget %+d; slowest first %.1f s, %.1f s of %d at once, %.1f s with budget left, and %.1f s of %d around %d outages;"
            + " %,d requests",
        appended(),
        reported,
        shown,
        dropped,
        room.messages.size(),
        room.refused(),
        duplicates,
        overdraft,
        slowest,
        slowestTogether,
        together,
        slowestWithBudget,
        slowestAround,
        around,
        faults.outages.size(),
        room.store.requests());
  }

  private long appended() {
    return room.instances.stream().mapToLong(FleetRoom.Instance::appended).sum();
  }

  /** Returns how many events killed senders may have taken with them. */
  private long unsettled() {
    return room.instances.stream()
        .filter(FleetRoom.Instance::isKilled)
        .mapToLong(each -> each.appended() - each.rig.stats().reported())
        .sum();
  }

  /**
   * Returns by how many messages the budget was exceeded in the worst window, from any message to
   * any later one. A bucket that starts full allows {@code BURST} at once and one for each refill;
   * without the store, each sender has at least one permit of its own.
   */
  private long findOverdraft() {
    long worst = Long.MIN_VALUE;
    List<FleetRoom.Posted> messages = room.messages;
    int all = room.instances.size();
    for (int i = 0; i < messages.size(); i++) {
      long from = messages.get(i).nanos;
      for (int j = i; j < messages.size(); j++) {
        long until = messages.get(j).nanos;
        long full = refills.stream().filter(at -> at >= from && at <= until).count();
        long alone = isSharedAlone(from, until) ? all : 0;
        long overdrawn = stops.stream().filter(at -> at >= from - REFILL && at <= until).count();
        long allowed =
            overdrawn + BURST + (until - from + TURN_LASTS) / REFILL + BURST * full + alone;
        if (j - i + 1 - allowed > worst) {
          worst = j - i + 1 - allowed;
          worstWindow = from / 1e9 + " to " + until / 1e9 + " s";
        }
      }
    }
    return worst;
  }

  /** Returns whether senders were alone for a part of a window, each with a permit of its own. */
  private boolean isSharedAlone(long from, long until) {
    return faults.outages.stream()
        .anyMatch(outage -> outage[0] <= until && outage[1] + AROUND_OUTAGE >= from);
  }

  private boolean isAroundOutage(long begin) {
    return faults.outages.stream()
        .anyMatch(
            outage -> begin > outage[0] - AROUND_OUTAGE && begin < outage[1] + 3 * AROUND_OUTAGE);
  }

  private void planProblems(int problems) {
    long disaster = between(Duration.ofMinutes(2), length.multipliedBy(2).dividedBy(3));
    together = random.nextInt(problems / 2);
    for (int i = 0; i < problems; i++) {
      boolean everywhere = i < together;
      long begin =
          everywhere
              ? disaster + random.nextLong(TimeUnit.SECONDS.toNanos(3))
              : between(Duration.ofMinutes(2), length.minusSeconds(90));
      plan(i, begin, everywhere ? 0 : random.nextInt(10));
    }
  }

  private void plan(int problem, long begin, int kind) {
    begins.add(Long.MAX_VALUE);
    orphans.add(false);
    room.at(Duration.ofNanos(begin), () -> begin(problem, kind));
  }

  /** Starts a problem on all senders, on one, on a few or on some. */
  private void begin(int problem, int kind) {
    List<FleetRoom.Instance> all = running();
    int count =
        kind == 0
            ? all.size()
            : kind <= 4
                ? 1
                : kind <= 7
                    ? Math.min(all.size(), 2 + random.nextInt(8))
                    : 1 + random.nextInt(all.size() / 2);
    begins.set(problem, room.ticker.elapsedNanos());
    long end = room.ticker.elapsedNanos() + random.nextLong(TimeUnit.MINUTES.toNanos(10));
    long pause = TimeUnit.MILLISECONDS.toNanos(2_000 + random.nextInt(28_000));
    for (int i = 0; i < count; i++) {
      FleetRoom.Instance instance = all.remove(random.nextInt(all.size()));
      log(problem, instance, i == 0 ? 0 : random.nextLong(kind == 0 ? AT_ONCE : pause), pause, end);
    }
  }

  private void log(int problem, FleetRoom.Instance instance, long wait, long pause, long end) {
    FakeEvent event = problem(problem);
    Runnable again =
        new Runnable() {
          @Override
          public void run() {
            long now = room.ticker.elapsedNanos();
            if (instance.isRunning() && now < Math.min(end, length.toNanos())) {
              instance.append(event, 1 + random.nextInt(5));
              room.at(Duration.ofNanos(now + pause / 2 + random.nextLong(pause)), this);
            }
          }
        };
    room.at(room.elapsed().plusNanos(wait), again);
  }

  private void planFaults(int instances) {
    for (int i = random.nextInt(3); i > 0; i--) {
      long begin = between(Duration.ofMinutes(3), length.minusMinutes(4));
      long end = begin + TimeUnit.SECONDS.toNanos(1 + random.nextInt(150));
      faults.outages.add(new long[] {begin, end});
      room.at(Duration.ofNanos(begin), () -> faults.down++);
      room.at(Duration.ofNanos(end), () -> faults.down--);
      refills.add(begin);
      refills.add(end);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      long time = between(Duration.ofMinutes(2), length);
      refills.add(time);
      room.at(Duration.ofNanos(time), room.store::flush);
    }
    for (int i = random.nextInt(10); i > 0; i--) {
      room.at(Duration.ofNanos(between(Duration.ofMinutes(2), length)), this::expireOne);
    }
    for (int i = random.nextInt(instances / 10 + 1); i > 0; i--) {
      room.at(Duration.ofNanos(between(Duration.ofMinutes(2), length)), this::replaceOne);
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      room.at(Duration.ofNanos(between(Duration.ofMinutes(2), length)), this::killOne);
    }
  }

  private void expireOne() {
    room.expire(any());
  }

  /** Problems that have just begun may die with a sender, and begin later on others. */
  private void orphanNewProblems() {
    for (int i = 0; i < begins.size(); i++) {
      boolean begun = begins.get(i) != Long.MAX_VALUE;
      if (begun && room.ticker.elapsedNanos() - begins.get(i) < AROUND_OUTAGE) {
        orphans.set(i, true);
      }
    }
  }

  private void replaceOne() {
    orphanNewProblems();
    stops.add(room.ticker.elapsedNanos());
    any().requestStop();
    room.start(room.settings("new-" + renewed++), Duration.ofSeconds(random.nextInt(SKEW_SECONDS)));
  }

  private void killOne() {
    orphanNewProblems();
    any().kill();
    room.start(room.settings("new-" + renewed++), Duration.ofSeconds(random.nextInt(SKEW_SECONDS)));
  }

  private FleetRoom.Instance any() {
    List<FleetRoom.Instance> all = running();
    return all.get(random.nextInt(all.size()));
  }

  private List<FleetRoom.Instance> running() {
    List<FleetRoom.Instance> all = new ArrayList<>(room.instances);
    all.removeIf(each -> !each.isRunning());
    return all;
  }

  private long between(Duration from, Duration until) {
    return from.toNanos() + random.nextLong(Math.max(1, until.minus(from).toNanos()));
  }

  private static FakeEvent problem(int number) {
    Exception failure = new IllegalStateException("of Problem" + number + "x");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.P" + number, "run", "P.java", number + 1)
        });
    return FakeEvent.error("Problem" + number + "x").logger("com.acme.L" + number).thrown(failure);
  }

  @Override
  public void close() {
    room.close();
  }

  /** Faults of a network that is usually fast. */
  private static final class RandomFaults implements SimulatedNetwork.Faults {

    private static final long USUAL = TimeUnit.MICROSECONDS.toNanos(1_500);
    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(300);

    /** Begin and end of each outage. */
    private final List<long[]> outages = new ArrayList<>();

    private final SplittableRandom random;
    private final int lost;
    private final int slow;
    private boolean healed;
    private int down;

    RandomFaults(SplittableRandom random) {
      this.random = random;
      lost = random.nextInt(20);
      slow = random.nextInt(50);
    }

    void heal() {
      healed = true;
    }

    @Override
    public long latencyNanos() {
      return random.nextInt(1_000) < slow && !healed
          ? random.nextLong(SLOW)
          : USUAL / 2 + random.nextLong(USUAL);
    }

    @Override
    public boolean losesRequest() {
      return random.nextInt(1_000) < lost && !healed;
    }

    @Override
    public boolean losesAnswer() {
      return losesRequest();
    }

    @Override
    public boolean isDown() {
      return down > 0;
    }
  }
}
