/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.space.Misbehavior;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Breaks one place in an order that a seed decides, with working times in between. For one thread.
 */
final class Chaos {

  private static final int[] PASSING = {408, 500, 502, 503, 504};
  private static final int[] REFUSING = {400, 413};
  private static final int LONGEST_MILLIS = 2_500;

  /**
   * Each 429 halves the refill for updates: with more of them, few updates would be left to test.
   */
  private static final long THROTTLE_NANOS = TimeUnit.SECONDS.toNanos(50);

  private final Random random;
  private final Place place;
  private final Map<String, Integer> injected = new TreeMap<>();
  private long throttledAt = System.nanoTime() - THROTTLE_NANOS;

  Chaos(long seed, Place place) {
    this.random = new Random(seed);
    this.place = place;
  }

  /** Returns how often each fault was injected. */
  Map<String, Integer> injected() {
    return injected;
  }

  /** Injects a fault for a while, then lets the place work for a while. */
  void episode() throws InterruptedException {
    int times = 1 + random.nextInt(4);
    switch (random.nextInt(15)) {
      case 0:
        answers("5xx", times, Misbehavior.status(PASSING[random.nextInt(PASSING.length)]));
        break;
      case 1:
        throttle();
        break;
      case 2:
        answers("garbage", times, Misbehavior.garbage());
        break;
      case 3:
        answers("page", times, Misbehavior.html());
        break;
      case 4:
        answers("reset before answer", times, Misbehavior.resetBeforeAnswer());
        break;
      case 5:
        answers("reset within answer", times, Misbehavior.resetDuringAnswer());
        break;
      case 6:
        answers("answer lost", times, Misbehavior.answerLost());
        break;
      case 7:
        answers("late answer", times, Misbehavior.delay(Duration.ofMillis(500)));
        break;
      case 8:
        answers("answer too late", times, Misbehavior.delay(Duration.ofMillis(1_500)));
        break;
      case 9:
        answers("refused", times, Misbehavior.status(REFUSING[random.nextInt(REFUSING.length)]));
        break;
      case 10:
        link(FaultyLink.Manner.REFUSE);
        break;
      case 11:
        link(FaultyLink.Manner.RESET);
        break;
      case 12:
        link(FaultyLink.Manner.SILENT);
        break;
      case 13:
        link(FaultyLink.Manner.SLOW);
        break;
      default:
        fillDisk();
        break;
    }
    pause();
    place.link.be(FaultyLink.Manner.OPEN);
    pause();
  }

  /** Refuses the webhook as if it were deleted, until {@link #heal}. */
  void breakWebhook() {
    int status = random.nextBoolean() ? 403 : 404;
    count("webhook " + status);
    place.space.answerWith(Misbehavior.status(status));
  }

  void heal() {
    place.space.answerNormally();
    place.link.be(FaultyLink.Manner.OPEN);
    place.freeDisk();
  }

  /** Keeps the disk full through the next episode, so that messages meet both faults. */
  private void fillDisk() throws InterruptedException {
    if (place.fillDisk()) {
      count("disk full");
      episode();
    }
    place.freeDisk();
  }

  private void throttle() {
    long now = System.nanoTime();
    if (now - throttledAt >= THROTTLE_NANOS) {
      throttledAt = now;
      Misbehavior throttled = Misbehavior.status(429);
      boolean says = random.nextBoolean();
      answers("429", 1, says ? throttled.withHeader("Retry-After", "1") : throttled);
    }
  }

  private void answers(String name, int times, Misbehavior behavior) {
    count(name);
    place.space.answerWith(times, behavior);
  }

  private void link(FaultyLink.Manner manner) {
    count("link " + manner);
    place.link.be(manner);
  }

  private void count(String name) {
    injected.merge(name, 1, Integer::sum);
  }

  private void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
  }
}
