/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs half a random hour in which every event is its own entry. Then the service heals, and every
 * event must be reported once, or dropped with a reason and reported as a loss.
 */
class RandomLoadTest {

  private static final Pattern EVENT = Pattern.compile("\\bevent(\\d+)x");
  private static final Pattern MORE = Pattern.compile("… and (\\d+) more");

  /** A refused list, whose heading alone gives its number of events. */
  private static final Pattern HEADING = Pattern.compile("^📋 shop — (\\d+) events?$");

  private static final Pattern LOST = Pattern.compile("⚠️ (?:shop — )?(\\d+) events? not shown");
  private static final String LOSS_ONLY = "{\"text\":\"⚠️";

  static List<Long> seeds() {
    return LoadCourse.seeds(20_260_301L, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyEvent_isReportedOrDroppedForAReason_withinTheBudget(long seed) {
    Entries entries = new Entries();
    LoadCourse course = new LoadCourse(seed, random -> entries);

    course.runUntil(Duration.ofMinutes(30));
    course.heal();
    course.rig.run(Duration.ofHours(3));

    assertEveryEventIsAccountedFor(course, entries.logged);
    course.assertBudgetHeld();
    assertThat(course.delivered().stream().mapToLong(post -> sum(LOST, post)).sum())
        .isEqualTo(course.rig.stats().droppedTotal());
  }

  private static void assertEveryEventIsAccountedFor(LoadCourse course, long events) {
    Set<String> told = new HashSet<>();
    long counted = 0;
    for (SentPost post : course.delivered()) {
      Set<String> inThisMessage = new HashSet<>();
      Matcher matcher = EVENT.matcher(post.text());
      while (matcher.find()) {
        inThisMessage.add(matcher.group(1));
      }
      for (String event : inThisMessage) {
        assertThat(told.add(event)).as("event %s is told once", event).isTrue();
      }
      counted += sum(MORE, post) + sum(HEADING, post);
    }
    DeliveryStats stats = course.rig.stats();
    assertThat(stats.accepted()).isEqualTo(events);
    assertThat(stats.reported()).isEqualTo(told.size() + counted);
    assertThat(stats.pending()).isZero();
    assertThat(stats.messages()).isEqualTo(course.delivered().size());
    assertThat(stats.dropped(DropReason.CLOSED)).isZero();
    assertThat(stats.dropped(DropReason.CAPTURE_FAILED)).isZero();
    assertThat(stats.dropped(DropReason.RENDER_FAILED)).isZero();
  }

  private static long sum(Pattern number, SentPost post) {
    Matcher matcher = number.matcher(post.text());
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** Logs events of six loggers, each with a unique number. */
  private static final class Entries implements LoadCourse.Load {

    private long logged;

    @Override
    public Settings settings(Random random) {
      String[] threads = {"logger", "application", "none"};
      return LoopRig.settings()
          .set(Setting.QUEUE_CAPACITY, "" + (16 + random.nextInt(100)))
          .set(Setting.REPLY_OPTION, random.nextBoolean() ? "fail" : "fallback")
          .set(Setting.THREAD_BY, threads[random.nextInt(threads.length)]);
    }

    @Override
    public void log(LoopRig rig, Random random) {
      int count = random.nextInt(200) == 0 ? 1 + random.nextInt(60) : 1;
      for (int i = 0; i < count; i++) {
        String filler = "y".repeat(random.nextInt(8) == 0 ? random.nextInt(700) : 3);
        rig.append("com.acme.L" + random.nextInt(6), "event" + logged + "x " + filler);
        logged++;
      }
    }

    @Override
    public Duration pause(Random random) {
      return Duration.ofMillis((long) (Math.pow(random.nextDouble(), 6) * 60_000));
    }

    @Override
    public Duration longestOutage() {
      return Duration.ofMinutes(10);
    }

    /** A refused loss is not reported again. */
    @Override
    public boolean mustPass(String body) {
      return body.startsWith(LOSS_ONLY);
    }
  }
}
