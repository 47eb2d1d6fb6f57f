/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.Setting;
import io.github.chatappender.core.model.Settings;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hours of chance with problems that come, rage, stop and come back: outages, every kind of answer,
 * other settings. The rig checks the law of accounts after every step; in the end nothing may be
 * pending, and the budget must have held.
 */
class GroupedLoadTest {

  private static final long LOAD_MILLIS = TimeUnit.HOURS.toMillis(2);
  private static final long SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(1_100);
  private static final String WORDS = "abcdefghijklmnopqrstuvwxyz";

  static List<Long> seeds() {
    return new Random(20_261_124L).longs(100).boxed().collect(Collectors.toList());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyEventIsReportedOrDroppedWithAReasonAndTheBudgetHolds(long seed) {
    Scenario scenario = new Scenario(seed);

    scenario.load();
    scenario.heal();

    scenario.assertEverythingIsAccountedFor();
    scenario.assertBudgetHeld();
  }

  /** One course of things, which the seed decides. */
  private static final class Scenario {

    private final Random random;
    private final int messagesPerMinute;
    private final int burst;
    private final boolean switches;
    private final boolean flushes;
    private final LoopRig rig;
    private long events;
    private long outageEndsAt;
    private int outageKind;
    private boolean healed;

    Scenario(long seed) {
      random = new Random(seed);
      messagesPerMinute = 1 + random.nextInt(54);
      burst = 1 + random.nextInt(8);
      switches = random.nextInt(3) == 0;
      flushes = random.nextBoolean();
      Random jitter = new Random(seed + 1);
      rig = new LoopRig(randomSettings(), new LoopRig.Around().random(() -> jitter.nextDouble()));
      rig.transport.thenAlways(body -> reply());
    }

    void load() {
      while (rig.clock.millis() - ManualClock.START.toEpochMilli() < LOAD_MILLIS) {
        int chance = random.nextInt(1_000);
        if (chance < 20) {
          appendMany(1 + random.nextInt(200), random.nextInt(WORDS.length()));
        } else if (chance < 40) {
          for (int i = 0; i < 20; i++) {
            append(random.nextInt(WORDS.length()));
          }
        } else if (chance < 50) {
          rig.reconfigure(randomSettings());
        } else if (chance < 70 && flushes) {
          rig.flush(Duration.ofMillis(random.nextInt(5_000)));
        } else {
          append(random.nextInt(5));
        }
        boolean silent = random.nextInt(80) == 0;
        double pause = Math.pow(random.nextDouble(), 6) * (silent ? 3_600_000 : 180_000);
        rig.run(Duration.ofMillis((long) pause));
      }
    }

    void heal() {
      healed = true;
      rig.run(Duration.ofHours(12));
    }

    void assertEverythingIsAccountedFor() {
      assertThat(rig.stats().accepted()).isEqualTo(events);
      assertThat(rig.stats().pending()).isZero();
      assertThat(rig.stats().reported() + rig.stats().droppedTotal()).isEqualTo(events);
      assertThat(rig.stats().reported()).isPositive();
      assertThat(rig.stats().dropped(DropReason.RENDER_FAILED)).isZero();
      assertThat(rig.stats().dropped(DropReason.CLOSED)).isZero();
      if (!switches) {
        assertThat(rig.stats().dropped(DropReason.RETRIES_EXHAUSTED)).isZero();
      }
    }

    /** A bucket that starts full allows {@code burst} at once and one for each refill. */
    void assertBudgetHeld() {
      long refillNanos = TimeUnit.MINUTES.toNanos(1) / messagesPerMinute;
      int atOnce = burst + (flushes ? 1 : 0);
      List<SentPost> posts = rig.posts();
      for (int first = 0; first < posts.size(); first++) {
        for (int last = first + 1; last < posts.size(); last++) {
          long window = posts.get(last).nanos - posts.get(first).nanos;
          assertThat(last - first + 1L)
              .as("posts in %d ns", window)
              .isLessThanOrEqualTo(atOnce + window / refillNanos);
        }
        if (first > 0) {
          assertThat(posts.get(first).nanos - posts.get(first - 1).nanos)
              .isGreaterThanOrEqualTo(SPACING_NANOS);
        }
      }
    }

    private void appendMany(int count, int problem) {
      for (int i = 0; i < count; i++) {
        append(problem);
      }
    }

    private void append(int problem) {
      Severity severity = random.nextInt(100) == 0 ? Severity.FATAL : Severity.ERROR;
      FakeEvent event =
          FakeEvent.of(severity, "problem " + WORDS.charAt(problem) + " of " + events)
              .logger("com.acme.L" + problem % 4)
              .timeMillis(rig.clock.millis())
              .mdc("tenant", "t" + random.nextInt(3));
      if (problem % 3 == 0) {
        Exception failure = new IllegalStateException("of " + events);
        failure.setStackTrace(
            new StackTraceElement[] {
              new StackTraceElement("com.acme.P" + WORDS.charAt(problem), "run", "P.java", 1)
            });
        event.thrown(failure);
      }
      rig.append(event);
      events++;
    }

    private Settings randomSettings() {
      String[] threads = {
        "fingerprint", "fingerprint", "logger", "application", "none", "mdc:tenant"
      };
      String[] quiet = {"auto", "always", "never"};
      long updateSeconds = 1L + random.nextInt(120);
      Settings settings =
          grouped()
              .set(Setting.MESSAGES_PER_MINUTE, "" + messagesPerMinute)
              .set(Setting.BURST, "" + burst)
              .set(Setting.FIRST_WAIT, random.nextInt(3_000) + " ms")
              .set(Setting.UPDATE_INTERVAL, updateSeconds + " s")
              .set(Setting.UPDATE_MAX, updateSeconds * (1 + random.nextInt(30)) + " s")
              .set(Setting.QUIET_AFTER, 60 + random.nextInt(1_800) + " s")
              .set(Setting.QUIET_NOTICE, quiet[random.nextInt(quiet.length)])
              .set(Setting.DIGEST_AT, "" + (2 + random.nextInt(6)))
              .set(Setting.MAX_INCIDENTS, "" + (10 + random.nextInt(40)))
              .set(Setting.MAX_ATTEMPTS, "" + (1 + random.nextInt(6)))
              .set(Setting.THREAD_BY, threads[random.nextInt(threads.length)]);
      return switches && random.nextBoolean() ? settings.set(Setting.GROUP_BY, "none") : settings;
    }

    private Reply reply() {
      if (healed) {
        return Reply.ok();
      }
      long now = rig.clock.millis();
      if (now >= outageEndsAt && random.nextInt(40) == 0) {
        outageEndsAt = now + random.nextInt(1_200_000);
        outageKind = random.nextInt(4);
      }
      Reply reply = now < outageEndsAt ? outage() : answer();
      return reply.after(Duration.ofMillis(random.nextInt(12_000)));
    }

    private Reply outage() {
      switch (outageKind) {
        case 0:
          return Reply.failure("ConnectException");
        case 1:
          return Reply.never();
        case 2:
          return Reply.retryAfter(503, "" + random.nextInt(900));
        default:
          return Reply.error(403, "PERMISSION_DENIED", "Bad token");
      }
    }

    private Reply answer() {
      int chance = random.nextInt(100);
      if (chance < 8) {
        return Reply.status(500);
      } else if (chance < 16) {
        return Reply.retryAfter(429, random.nextBoolean() ? "soon" : "" + random.nextInt(30));
      } else if (chance < 18) {
        return Reply.error(404, "NOT_FOUND", "No such thread");
      } else if (chance < 20) {
        return Reply.error(401, "UNAUTHENTICATED", "Who are you");
      } else if (chance < 24) {
        return Reply.error(400, "INVALID_ARGUMENT", "Bad");
      } else if (chance < 26) {
        return Reply.throwing(new IllegalStateException("defect"));
      }
      return Reply.ok();
    }
  }
}
