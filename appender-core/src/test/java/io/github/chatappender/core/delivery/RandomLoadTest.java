/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.DeliveryStats;
import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.Setting;
import io.github.chatappender.core.model.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Half an hour of chance: load, outages, every kind of answer, new settings. Then the service
 * heals, and every event must be accounted for.
 */
class RandomLoadTest {

  private static final long LOAD_MILLIS = TimeUnit.MINUTES.toMillis(30);
  private static final long SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(1_100);
  private static final Pattern EVENT = Pattern.compile("\\bevent(\\d+)x");
  private static final Pattern MORE = Pattern.compile("… and (\\d+) more");
  private static final Pattern LOST = Pattern.compile("⚠️ (\\d+) events? not shown");
  private static final String LOSS_ONLY = "{\"text\":\"shop\\n⚠️";

  static List<Long> seeds() {
    return new Random(20_260_301L).longs(200).boxed().collect(Collectors.toList());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyEventIsToldOrDroppedWithAReasonAndTheBudgetHolds(long seed) {
    Scenario scenario = new Scenario(seed);

    scenario.load();
    scenario.heal();

    scenario.assertEverythingIsAccountedFor();
    scenario.assertBudgetHeld();
    scenario.assertLossesWereTold();
  }

  /** One course of things, which the seed decides. */
  private static final class Scenario {

    private final Random random;
    private final int messagesPerMinute;
    private final int burst;
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
      flushes = random.nextBoolean();
      Random jitter = new Random(seed + 1);
      rig = new LoopRig(randomSettings(), new LoopRig.Around().random(() -> jitter.nextDouble()));
      rig.transport.thenAlways(this::reply);
    }

    void load() {
      while (rig.clock.millis() - ManualClock.START.toEpochMilli() < LOAD_MILLIS) {
        int chance = random.nextInt(1_000);
        if (chance < 5) {
          appendMany(1 + random.nextInt(60));
        } else if (chance < 10) {
          rig.reconfigure(randomSettings());
        } else if (chance < 30 && flushes) {
          rig.flush(Duration.ofMillis(random.nextInt(5_000)));
        } else {
          appendMany(1);
        }
        double pause = Math.pow(random.nextDouble(), 6) * 60_000;
        rig.run(Duration.ofMillis((long) pause));
      }
    }

    void heal() {
      healed = true;
      rig.run(Duration.ofHours(3));
    }

    void assertEverythingIsAccountedFor() {
      DeliveryStats stats = rig.stats();
      Set<String> told = new HashSet<>();
      long counted = 0;
      for (SentPost post : delivered()) {
        Set<String> inThisMessage = new HashSet<>();
        Matcher matcher = EVENT.matcher(post.text());
        while (matcher.find()) {
          inThisMessage.add(matcher.group(1));
        }
        for (String event : inThisMessage) {
          assertThat(told.add(event)).as("event %s is told once", event).isTrue();
        }
        counted += sum(MORE, post);
      }
      assertThat(stats.accepted()).isEqualTo(events);
      assertThat(stats.reported()).isEqualTo(told.size() + counted);
      assertThat(stats.pending()).isZero();
      assertThat(stats.messages()).isEqualTo(delivered().size());
      assertThat(stats.dropped(DropReason.CLOSED)).isZero();
      assertThat(stats.dropped(DropReason.CAPTURE_FAILED)).isZero();
      assertThat(stats.dropped(DropReason.RENDER_FAILED)).isZero();
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

    void assertLossesWereTold() {
      long told = delivered().stream().mapToLong(post -> sum(LOST, post)).sum();
      assertThat(told).isEqualTo(rig.stats().droppedTotal());
    }

    private void appendMany(int count) {
      for (int i = 0; i < count; i++) {
        String filler = "y".repeat(random.nextInt(8) == 0 ? random.nextInt(700) : 3);
        rig.append("com.acme.L" + random.nextInt(6), "event" + events + "x " + filler);
        events++;
      }
    }

    private Settings randomSettings() {
      String[] threads = {"logger", "application", "none"};
      return settings()
          .set(Setting.MESSAGES_PER_MINUTE, "" + messagesPerMinute)
          .set(Setting.BURST, "" + burst)
          .set(Setting.FIRST_WAIT, random.nextInt(3_000) + " ms")
          .set(Setting.QUEUE_CAPACITY, "" + (16 + random.nextInt(100)))
          .set(Setting.MAX_ATTEMPTS, "" + (1 + random.nextInt(6)))
          .set(Setting.REPLY_OPTION, random.nextBoolean() ? "fail" : "fallback")
          .set(Setting.THREAD_BY, threads[random.nextInt(threads.length)]);
    }

    private Reply reply(String body) {
      if (healed) {
        return Reply.ok();
      }
      long now = rig.clock.millis();
      if (now >= outageEndsAt && random.nextInt(40) == 0) {
        outageEndsAt = now + random.nextInt(600_000);
        outageKind = random.nextInt(4);
      }
      Reply reply = now < outageEndsAt ? outage() : answer(body.startsWith(LOSS_ONLY));
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

    private Reply answer(boolean lossOnly) {
      int chance = random.nextInt(100);
      if (chance < 8) {
        return Reply.status(500);
      } else if (chance < 16) {
        return Reply.retryAfter(429, random.nextBoolean() ? "soon" : "" + random.nextInt(30));
      } else if (chance < 18) {
        return Reply.error(404, "NOT_FOUND", "No such thread");
      } else if (chance < 20) {
        return Reply.error(401, "UNAUTHENTICATED", "Who are you");
      } else if (chance < 25 && !lossOnly) {
        return Reply.error(400, "INVALID_ARGUMENT", "Bad");
      } else if (chance < 28 && !lossOnly) {
        return Reply.throwing(new IllegalStateException("defect"));
      }
      return Reply.ok();
    }

    private List<SentPost> delivered() {
      return rig.posts().stream().filter(SentPost::isDelivered).collect(Collectors.toList());
    }

    private static long sum(Pattern number, SentPost post) {
      Matcher matcher = number.matcher(post.text());
      return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
  }
}
