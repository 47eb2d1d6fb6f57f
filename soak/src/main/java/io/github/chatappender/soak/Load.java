/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Logs errors of thirty kinds in an order that a seed decides, singly and in storms, and critical
 * events with unique texts. For one thread.
 */
final class Load {

  private static final int CRITICAL_IN = 3_000;
  private static final int MOST_CRITICAL = 30;
  private static final int STORM_IN = 600;
  private static final int STORM = 6_000;
  private static final int LONGEST_PAUSE_MILLIS = 12;
  private static final int JUMP_IN = 40;
  private static final int KINDS = 30;
  private static final int LONGEST_JUMP_HOURS = 48;

  private static final List<Supplier<Throwable>> EXCEPTIONS =
      List.of(
          IllegalStateException::new,
          () -> new SocketTimeoutException("Read timed out"),
          () -> new UnsupportedOperationException("of order 42"),
          () ->
              new IllegalArgumentException(
                  "wrapped",
                  new UncheckedIOException("inner", new SocketTimeoutException("Connect"))),
          ArithmeticException::new);

  private final SoakHost host;
  private final Random random;
  private final Throwable always = new IllegalStateException("the same one every time");
  private final String name;
  private final List<String> critical = new ArrayList<>();

  Load(SoakHost host, long seed) {
    this.host = host;
    this.random = new Random(seed);
    this.name = "load-" + seed;
  }

  /**
   * Returns the texts of the critical events; other threads may call this after the load has
   * stopped.
   */
  List<String> critical() {
    return critical;
  }

  /** Logs some events and returns their number. */
  int log() {
    return random.nextInt(CRITICAL_IN) == 0 ? logCritical() : logOrdinary();
  }

  private int logCritical() {
    int count = 1 + random.nextInt(MOST_CRITICAL);
    for (int i = 0; i < count; i++) {
      critical.add("critical " + critical.size() + " of " + name + " is here");
      host.critical("com.acme.Vault", "critical {} of {} is here", critical.size() - 1, name);
    }
    return count;
  }

  private int logOrdinary() {
    int kind = random.nextInt(KINDS);
    int count = random.nextInt(STORM_IN) == 0 ? 1 + random.nextInt(STORM) : 1;
    for (int i = 0; i < count; i++) {
      log(kind);
    }
    return count;
  }

  void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
  }

  private void log(int kind) {
    String logger = "com.acme.L" + kind % 7;
    String text = "Step " + (char) ('A' + kind % 26) + " failed";
    if (kind >= 26 && random.nextInt(JUMP_IN) == 0) {
      int hours = random.nextInt(2 * LONGEST_JUMP_HOURS) - LONGEST_JUMP_HOURS;
      host.errorInAnotherTime(logger, text, Duration.ofHours(hours));
    } else if (kind % 3 == 0) {
      host.error(logger, text + " with {}", random.nextInt(1_000));
    } else if (kind % 3 == 1) {
      host.error(logger, text, EXCEPTIONS.get(kind % EXCEPTIONS.size()).get());
    } else {
      host.error(logger, text + " for {} of {}", random.nextInt(1_000), new Hostile(), always);
    }
  }

  /** An argument whose {@code toString} fails. */
  private static final class Hostile {

    @Override
    public String toString() {
      throw new IllegalStateException("toString of an argument");
    }
  }
}
