/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.space.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Runs both hosts under load for {@code soak.seconds}, posting over links and to spaces that break
 * in every known way, in the order that {@code soak.seed} decides; then heals and stops everything.
 * Compares the messages in the spaces with the logged events.
 */
class ChaosSoakTest {

  private static final Duration SOAK = Duration.ofSeconds(Long.getLong("soak.seconds", 30));
  private static final long SEED = Long.getLong("soak.seed", 1);
  private static final Duration ROTATION = SOAK.dividedBy(Math.max(3, SOAK.toMinutes() / 5));
  private static final Duration BROKEN = Duration.ofSeconds(2);
  private static final Duration AFTERMATH = Duration.ofSeconds(3);
  private static final long LOOK_MILLIS = 50;

  /** The longest time from a post's start until the space has read its header, over a slow link. */
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Report report = new Report("soak.txt");
  private final List<Broken> broken = new ArrayList<>();
  private int rotations;

  @Test
  void everyFault_losesNothingSilentlyAndCausesNoFlood() throws Exception {
    List<String> threadsBefore = threads();
    report.say(String.format("%d s, seed %d", SOAK.toSeconds(), SEED));
    try (report) {
      soakBothHosts();
      assertThreadsAreGone(threadsBefore);
    }
  }

  private void soakBothHosts() throws InterruptedException {
    try (Place log4jBusy = Place.busy("log4j2");
        Place log4jCalm = Place.calm("log4j2");
        Place logbackBusy = Place.busy("logback");
        Place logbackCalm = Place.calm("logback");
        Site log4j = new Site(new Log4jSoakHost(), List.of(log4jBusy, log4jCalm));
        Site logback = new Site(new LogbackSoakHost(), List.of(logbackBusy, logbackCalm))) {
      soak(List.of(log4j, logback));
    }
  }

  private void soak(List<Site> sites) throws InterruptedException {
    for (Site site : sites) {
      for (Place place : site.places) {
        broken.add(new Broken(site, new Chaos(SEED + broken.size(), place), place));
      }
      site.startLoad(SEED + broken.size());
    }
    broken.forEach(Thread::start);
    breakAndRotate(sites);
    broken.forEach(Broken::breakNoMore);
    for (Broken place : broken) {
      place.heal();
    }
    TimeUnit.NANOSECONDS.sleep(AFTERMATH.toNanos());
    for (Site site : sites) {
      site.stopLoad();
    }
    long healed = System.nanoTime();
    for (Broken place : broken) {
      await()
          .atMost(place.place.patience)
          .untilAsserted(() -> assertThat(place.last().pending()).as(place.say()).isZero());
      report.say(
          String.format(
              "%s: all posted %.1f s after the load", place.place.name(), secondsSince(healed)));
    }
    Map<Place, DeliveryStats> atRest = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
    broken.forEach(place -> atRest.put(place.place, place.last()));
    sites.forEach(Site::close);
    for (Broken place : broken) {
      report.keep(place.place.name(), place.place.space.messages());
      check(place, atRest.get(place.place));
    }
    for (Site site : sites) {
      assertThat(site.thrown()).as("thrown at the application").isEmpty();
    }
    report.say(String.format("highest heap: %d MiB", report.highestHeapMebibytes()));
  }

  private void breakAndRotate(List<Site> sites) throws InterruptedException {
    long end = System.nanoTime() + SOAK.toNanos();
    long rotateAt = System.nanoTime() + ROTATION.toNanos();
    while (System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      report.lookAtHeap();
      broken.forEach(Broken::assertNothingHasFallen);
      if (System.nanoTime() - rotateAt >= 0) {
        rotateAt += ROTATION.toNanos();
        rotate(sites);
      }
    }
  }

  /** Deletes every webhook; after a while configures the hosts with new ones. */
  private void rotate(List<Site> sites) throws InterruptedException {
    rotations++;
    for (Broken place : broken) {
      place.lock.lock();
      place.chaos.breakWebhook();
    }
    TimeUnit.NANOSECONDS.sleep(BROKEN.toNanos());
    for (Broken place : broken) {
      place.chaos.heal(); // the next address works before the hosts use it
      place.place.rotate();
    }
    sites.forEach(Site::configure);
    broken.forEach(place -> place.lock.unlock());
  }

  private void check(Broken broken, DeliveryStats atRest) {
    Place place = broken.place;
    List<DeliveryStats> senders = broken.site.stats(place);
    SpaceRecord record = broken.site.record(place);
    String what = place.name() + " " + senders;
    long accepted = sum(senders, DeliveryStats::accepted);
    long reported = sum(senders, DeliveryStats::reported);
    long dropped = sum(senders, DeliveryStats::droppedTotal);
    long delivered = sum(senders, DeliveryStats::messages);

    // events that a sender leaves in the spool are accepted again by the next one
    long left = place.hasSpool() ? sum(senders, stats -> stats.dropped(DropReason.CLOSED)) : 0;
    assertThat(accepted - broken.site.logged()).as("accepted, " + what).isBetween(0L, left);
    assertThat(reported + dropped).as("accounts, " + what).isEqualTo(accepted);

    // an abandoned message whose answer was lost is in the space, and its events are reported again
    long twice = place.space.messages().size() - delivered;
    assertThat(twice).as("messages beyond those known, " + what).isNotNegative();
    // a message of the old sender may arrive after the first of the new one, whose totals are lower
    long mistaken = record.mostEventsOf(senders.size() - 1L);
    assertThat(record.events() - reported)
        .as("events reported in the space beyond those reported, " + what)
        .isBetween(-mistaken, record.mostEventsOf(twice) + record.perhapsTwice());
    long droppedEarlier = sum(senders.subList(0, senders.size() - 1), DeliveryStats::droppedTotal);
    assertThat(record.losses())
        .as("losses reported in the space, " + what)
        .isBetween(
            atRest.droppedTotal(),
            atRest.droppedTotal() + droppedEarlier + record.mostLossesOf(twice));
    assertBudgetHeld(place);
    assertCriticalPosted(broken, record, senders, record.mostEventsOf(twice));

    report.say(
        String.format(
            "%s: %,d events, %,d reported in %,d messages, %,d counted as lost (%s), %,d messages"
                + " twice",
            place.name(), accepted, reported, delivered, dropped, reasons(senders), twice));
    report.say(
        String.format(
            "%s: %,d requests, faults %s, %d rotations of the webhook",
            place.name(), place.space.arrivals().size(), broken.chaos.injected(), rotations));
    report.say(
        String.format(
            "%s: slowest call, mean of a storm: %.1f ms",
            place.name(), broken.site.slowestNanos() / 1e6));
  }

  /**
   * Asserts that every critical event was posted, except those counted as refused or lost in memory
   * with their sender.
   */
  private void assertCriticalPosted(
      Broken broken, SpaceRecord record, List<DeliveryStats> senders, long mostTwice) {
    Place place = broken.place;
    Map<String, Integer> posted = record.critical();
    List<String> missing = broken.site.critical();
    int logged = missing.size();
    missing.removeAll(posted.keySet());
    long refused = sum(senders, stats -> stats.dropped(DropReason.REJECTED));
    // events left in the spool after the successor has looked there wait for an hour
    List<DeliveryStats> earlier = senders.subList(0, senders.size() - 1);
    long ended =
        place.hasSpool()
            ? sum(senders, s -> s.dropped(DropReason.SPOOL_FULL))
                + sum(earlier, s -> s.dropped(DropReason.CLOSED))
            : sum(senders, s -> s.dropped(DropReason.CLOSED));
    assertThat((long) missing.size())
        .as("critical and missing: " + missing)
        .isLessThanOrEqualTo(refused + ended);
    long again = posted.values().stream().mapToLong(times -> times - 1L).sum();
    assertThat(again)
        .as("critical and posted again, " + place.name())
        .isLessThanOrEqualTo(mostTwice);
    long left = sum(earlier, s -> s.dropped(DropReason.CLOSED));
    assertThat((long) place.leftInSpool().size()).isLessThanOrEqualTo(left);
    report.say(
        String.format(
            "%s: %,d critical events, %,d refused or ended in memory, %,d posted again",
            place.name(), logged, missing.size(), again));
  }

  /**
   * Asserts that the budget holds. Each stop of a sender may overdraw it by one; a 429 returns its
   * permit.
   */
  private void assertBudgetHeld(Place place) {
    long permitNanos = TimeUnit.MINUTES.toNanos(1) / place.messagesPerMinute;
    List<Arrival> arrivals =
        place.space.arrivals().stream()
            .filter(arrival -> arrival.status() != 429)
            .collect(Collectors.toList());
    for (int first = 0; first < arrivals.size(); first++) {
      for (int last = first + 1; last < arrivals.size(); last++) {
        long window = arrivals.get(last).nanos() - arrivals.get(first).nanos() + LATE_NANOS;
        assertThat(last - first + 1L)
            .as("%s: requests in %.1f s", place.name(), window / 1e9)
            .isLessThanOrEqualTo(place.burst + 1 + rotations + window / permitNanos);
      }
    }
  }

  private static long sum(Collection<DeliveryStats> all, ToLongFunction<DeliveryStats> count) {
    return all.stream().mapToLong(count).sum();
  }

  private static String reasons(List<DeliveryStats> senders) {
    Map<DropReason, Long> reasons = new TreeMap<>();
    for (DeliveryStats stats : senders) {
      stats.dropped().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    }
    reasons.values().removeIf(count -> count == 0);
    return reasons.toString();
  }

  private void assertThreadsAreGone(List<String> before) {
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              System.gc(); // before JDK 21 a selector thread ends when its client is collected
              assertThat(threads()).isSubsetOf(before);
            });
    report.say(String.format("threads before %d, after %d", before.size(), threads().size()));
  }

  /**
   * Returns the names of all threads, except the JDK's own that stay for a minute: process reapers,
   * and the common pool, which the JDK itself uses in later versions.
   */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.equals("process reaper"))
        .filter(name -> !name.startsWith("ForkJoinPool.commonPool-"))
        .sorted()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Breaks a place until it is healed. */
  private static final class Broken extends Thread {

    final Site site;
    final Chaos chaos;
    final Place place;
    final ReentrantLock lock = new ReentrantLock(true);
    private volatile boolean over;
    private DeliveryStats before = DeliveryStats.NONE;
    private int sendersBefore;

    Broken(Site site, Chaos chaos, Place place) {
      super("chaos-" + place.name());
      this.site = site;
      this.chaos = chaos;
      this.place = place;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (!over) {
          lock.lockInterruptibly();
          try {
            chaos.episode();
          } finally {
            lock.unlock();
          }
        }
      } catch (InterruptedException e) {
        // the course has ended
      }
    }

    /** Ends after the current episode. */
    void breakNoMore() {
      over = true;
    }

    void heal() throws InterruptedException {
      join();
      chaos.heal();
    }

    DeliveryStats last() {
      List<DeliveryStats> all = site.stats(place);
      return all.get(all.size() - 1);
    }

    String say() {
      return place.name() + " " + last() + " " + chaos.injected();
    }

    /** Asserts that no counter has fallen. Call it on the thread that configures the hosts. */
    void assertNothingHasFallen() {
      List<DeliveryStats> all = site.stats(place);
      DeliveryStats now = all.get(all.size() - 1);
      if (all.size() == sendersBefore) {
        assertThat(now.accepted()).isGreaterThanOrEqualTo(before.accepted());
        assertThat(now.reported()).isGreaterThanOrEqualTo(before.reported());
        assertThat(now.droppedTotal()).isGreaterThanOrEqualTo(before.droppedTotal());
      }
      assertThat(now.pending()).as(now.toString()).isNotNegative();
      before = now;
      sendersBefore = all.size();
    }
  }
}
