/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One random course, decided by a seed: load, outages, every kind of answer, changing settings,
 * final flushes, until the service heals. The rig checks the accounting law after every step. For
 * one thread.
 */
final class LoadCourse {

  private static final long SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(1_100);

  /** The events and settings of a course. */
  interface Load {

    /** Returns random settings; the course adds those of pace and retries. */
    Settings settings(Random random);

    /** Logs something. */
    void log(LoopRig rig, Random random);

    /** Returns the pause until the next call of {@link #log}. */
    Duration pause(Random random);

    Duration longestOutage();

    /** Returns whether a message must not be refused, because the test could not count it then. */
    default boolean mustPass(String body) {
      return false;
    }
  }

  final Random random;
  final LoopRig rig;
  final Load load;
  private final ChanceService service;
  private final int messagesPerMinute;
  private final int burst;
  private final boolean flushes;

  LoadCourse(long seed, Function<Random, Load> loads) {
    random = new Random(seed);
    messagesPerMinute = 1 + random.nextInt(54);
    burst = 1 + random.nextInt(8);
    flushes = random.nextBoolean();
    load = loads.apply(random);
    Random jitter = new Random(seed + 1);
    rig = new LoopRig(settings(), new LoopRig.Around().random(() -> jitter.nextDouble()));
    service = new ChanceService(random, rig.clock, load.longestOutage(), load::mustPass);
    rig.transport.thenAlways(service::reply);
  }

  /** Returns the given number of seeds, the same ones each time. */
  static List<Long> seeds(long seedOfSeeds, int count) {
    return new Random(seedOfSeeds).longs(count).boxed().collect(Collectors.toList());
  }

  /** Runs the course until the given time after its start. */
  void runUntil(Duration end) {
    while (rig.ticker.elapsedNanos() < end.toNanos()) {
      int chance = random.nextInt(1_000);
      if (chance < 8) {
        rig.reconfigure(settings());
      } else if (chance < 28 && flushes) {
        rig.flush(Duration.ofMillis(random.nextInt(5_000)));
      } else {
        load.log(rig, random);
      }
      long left = end.toNanos() - rig.ticker.elapsedNanos();
      rig.run(Duration.ofNanos(Math.min(left, load.pause(random).toNanos())));
    }
  }

  /** Heals the service permanently, and reconfigures the sender. */
  void heal() {
    service.heal();
    rig.reconfigure(settings());
  }

  /**
   * Asserts that the budget has held in every window, from any post to any later one: a bucket that
   * starts full allows {@code burst} at once and one for each refill; flushes may overdraw it by
   * one. A refused post returns its permit, but the spacing applies to it too.
   */
  void assertBudgetHeld() {
    long refillNanos = TimeUnit.MINUTES.toNanos(1) / messagesPerMinute;
    long allowed = (burst + (flushes ? 1 : 0) - 1) * refillNanos;
    long least = Long.MAX_VALUE;
    long before = -SPACING_NANOS;
    int counted = 0;
    for (SentPost post : rig.posts()) {
      long at = post.nanos;
      assertThat(at - before).as("spacing before %d", at).isGreaterThanOrEqualTo(SPACING_NANOS);
      before = at;
      if (post.isThrottled()) {
        continue;
      }
      // posts i to j are too many if (j - i + 1) refills are more than at once plus their time
      least = Math.min(least, counted * refillNanos - at);
      assertThat(counted * refillNanos - at - least)
          .as("overdraft at %d", at)
          .isLessThanOrEqualTo(allowed);
      counted++;
    }
  }

  /** Returns the messages in the space. */
  List<SentPost> delivered() {
    return rig.posts().stream().filter(SentPost::isDelivered).collect(Collectors.toList());
  }

  private Settings settings() {
    return load.settings(random)
        .set(Setting.MESSAGES_PER_MINUTE, "" + messagesPerMinute)
        .set(Setting.BURST, "" + burst)
        .set(Setting.FIRST_WAIT, random.nextInt(3_000) + " ms")
        .set(Setting.MAX_ATTEMPTS, "" + (1 + random.nextInt(6)));
  }
}
