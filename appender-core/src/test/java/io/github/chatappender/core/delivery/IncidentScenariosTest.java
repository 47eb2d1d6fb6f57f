/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plays hours of an application's life on a virtual clock, with exact numbers. */
class IncidentScenariosTest {

  private static final Pattern NAMED = Pattern.compile("problem ([a-z]+)");

  @Test
  void problemThatStormsForAnHour_makesEightMessages() throws IOException {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    for (int i = 0; i <= 36_000; i++) {
      rig.runUntilMillis(i * 100L);
      rig.append(problem(rig, "a"));
    }
    rig.run(Duration.ofHours(2));
    List<String> timeline = Timeline.write("one-problem-for-an-hour", rig);

    assertThat(seconds(rig)).containsExactly(1L, 61L, 181L, 421L, 901L, 1861L, 3661L, 4500L);
    assertThat(timeline).isEqualTo(golden("one-problem-for-an-hour"));
    assertThat(rig.stats().reported()).isEqualTo(36_001);
    assertThat(rig.stats().pending()).isZero();
  }

  @Test
  void oneEventASecondForFourHoursHasUpdatesEveryHalfHourInTheEnd() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    for (int second = 0; second <= 4 * 3_600; second++) {
      rig.runUntilMillis(second * 1_000L);
      rig.append(problem(rig, "a"));
    }
    Timeline.write("one-event-a-second-for-four-hours", rig);
    List<Long> expected = new ArrayList<>(List.of(1L, 61L, 181L, 421L, 901L, 1861L));
    for (long next = 1861 + 1800; next <= 4 * 3_600; next += 1800) {
      expected.add(next);
    }

    assertThat(seconds(rig)).isEqualTo(expected);
  }

  @Test
  void aProblemThatStopsAfterFiveSecondsIsAFirstAnUpdateAndQuiet() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    for (int second = 0; second <= 5; second++) {
      rig.runUntilMillis(second * 1_000L);
      rig.append(problem(rig, "a"));
    }
    rig.run(Duration.ofHours(3));
    Timeline.write("a-problem-that-stops-after-five-seconds", rig);

    assertThat(seconds(rig)).containsExactly(1L, 61L, 905L);
    assertThat(rig.post(2).text()).startsWith("✅").contains("quiet");
    assertThat(rig.stats().pending()).isZero();
  }

  @Test
  void singleEvent_isPostedOnce() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    rig.append(problem(rig, "a"));
    rig.run(Duration.ofHours(10));
    Timeline.write("a-single-event", rig);

    assertThat(seconds(rig)).containsExactly(1L);
  }

  @Test
  void eventAfterSilence_isPostedAgainInTheSameThread() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    rig.append(problem(rig, "a"));
    rig.runUntilMillis(3 * 3_600_000L);
    rig.append(problem(rig, "a"));
    rig.run(Duration.ofHours(1));
    Timeline.write("silence-and-again", rig);

    assertThat(seconds(rig)).containsExactly(1L, 10_801L);
    assertThat(rig.post(1).text()).contains("again after 3 h");
    assertThat(rig.post(1).threadKey()).isEqualTo(rig.post(0).threadKey());
  }

  @Test
  void eventAfterAQuietNotice_isPostedAgainInTheSameThread() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    for (int second = 0; second <= 5; second++) {
      rig.runUntilMillis(second * 1_000L);
      rig.append(problem(rig, "a"));
    }
    rig.runUntilMillis(3_600_000);
    rig.append(problem(rig, "a"));
    rig.run(Duration.ofHours(3));
    Timeline.write("a-quiet-line-and-again", rig);

    assertThat(seconds(rig)).containsExactly(1L, 61L, 905L, 3_601L);
    assertThat(rig.post(2).text()).contains(" · quiet, last at 08:00:05Z, ×6 since 08:00:00Z");
    assertThat(rig.post(3).text()).contains(" · again after 59 min, ×1");
    assertThat(rig.posts()).extracting(SentPost::threadKey).containsOnly(rig.post(0).threadKey());
    assertThat(rig.stats().pending()).isZero();
  }

  @Test
  void fourProblemsThatBeginAMillisecondApart_shareADigest() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    for (int i = 0; i < 4; i++) {
      rig.runUntilMillis(i);
      rig.append(problem(rig, name(i)));
    }
    rig.runUntilMillis(1_003);

    assertThat(namedUntil(rig, 2)).hasSize(4);
    assertThat(rig.posts()).hasSize(1);
  }

  @Test
  void threeProblemsThatBeginAMillisecondApart_arePostedOneByOne() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    for (int i = 0; i < 3; i++) {
      rig.runUntilMillis(i);
      rig.append(problem(rig, name(i)));
    }
    rig.run(Duration.ofSeconds(10));

    assertThat(seconds(rig)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void twoHundredProblemsAtOnce_areNamedSoonAndShownInTime() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    long newcomer = -1;
    // Every second at first, then every ten seconds, to keep the test short.
    for (int second = 0; second <= 90 * 60; second += second < 660 ? 1 : 10) {
      rig.runUntilMillis(second * 1_000L);
      for (int i = 0; i < 200; i++) {
        rig.append(problem(rig, name(i)));
      }
      if (second == 600) {
        newcomer = rig.ticker.elapsedNanos();
        rig.append(problem(rig, "newcomer"));
      }
    }
    rig.run(Duration.ofSeconds(1));
    Timeline.write("two-hundred-problems", rig);

    assertThat(namedUntil(rig, 180)).hasSize(200);
    assertThat(blocksUntil(rig, 90 * 60)).hasSize(201);
    long toldAt =
        rig.posts().stream()
            .filter(post -> post.text().contains("problem newcomer"))
            .findFirst()
            .orElseThrow()
            .nanos;
    assertThat(Duration.ofNanos(toldAt - newcomer)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertWithinBudget(rig);
  }

  @Test
  void jobFailingEvery20Minutes_makesAtMost55MessagesADay() {
    assertThat(job(20, 1)).isLessThanOrEqualTo(55);
  }

  @Test
  void jobFailingEvery16Minutes_makesAtMost55MessagesADay() {
    assertThat(job(16, 1)).isLessThanOrEqualTo(55);
  }

  @Test
  void jobFailingTenTimesEvery20Minutes_makesAtMost100MessagesADay() {
    assertThat(job(20, 10)).isLessThanOrEqualTo(100);
  }

  @Test
  void jobFailingTenTimesEvery16Minutes_makesAtMost100MessagesADay() {
    assertThat(job(16, 10)).isLessThanOrEqualTo(100);
  }

  @Test
  void afterATenMinuteOutage_allThirtyProblemsArePosted() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    rig.transport.thenAlways(
        body -> rig.ticker.elapsedNanos() < 600_000_000_000L ? Reply.status(503) : Reply.ok());
    for (int second = 0; second <= 1_500; second++) {
      rig.runUntilMillis(second * 1_000L);
      for (int i = 0; i < 30; i++) {
        rig.append(problem(rig, name(i)));
      }
    }

    assertThat(namedUntil(rig, 660)).hasSize(30);
    assertThat(blocksUntil(rig, 600 + 900)).hasSize(30);
    rig.run(Duration.ofHours(1));
    Timeline.write("an-outage-of-ten-minutes-with-thirty-problems", rig);
    assertThat(rig.stats().droppedTotal()).isZero();
    assertThat(rig.stats().pending()).isZero();
    assertWithinBudget(rig);
  }

  @Test
  void newProblem_isPostedWhileAThousandOthersStorm() {
    LoopRig rig = rig("2026-03-01T08:00:00Z");
    for (int i = 0; i < 1_000; i++) {
      rig.append(
          FakeEvent.error("problem " + name(i) + "x")
              .logger("com.acme.Noisy")
              .timeMillis(rig.clock.instant().toEpochMilli()));
      if (i % 100 == 99) {
        rig.settle();
      }
    }
    rig.run(Duration.ofSeconds(2));
    rig.append(
        FakeEvent.error("problem npe")
            .logger("com.acme.Elsewhere")
            .thrown(new NullPointerException("x"))
            .timeMillis(rig.clock.instant().toEpochMilli()));
    long begin = rig.ticker.elapsedNanos();
    rig.run(Duration.ofMinutes(5));
    Timeline.write("a-noisy-logger-and-a-new-problem-elsewhere", rig);

    long told =
        rig.posts().stream()
            .filter(post -> post.text().contains("NullPointerException"))
            .findFirst()
            .orElseThrow()
            .nanos;
    assertThat(Duration.ofNanos(told - begin)).isLessThanOrEqualTo(Duration.ofSeconds(6));
    assertWithinBudget(rig);
  }

  private static int job(int everyMinutes, int eventsPerRun) {
    LoopRig rig = rig("2026-03-01T00:00:00Z");
    List<Long> happened = new ArrayList<>();
    for (long minute = 0; minute < 24 * 60; minute += everyMinutes) {
      for (int i = 0; i < eventsPerRun; i++) {
        long at = minute * 60_000L + i * 1_000L;
        runWatching(rig, at, happened);
        rig.append(problem(rig, "job"));
        happened.add(at);
      }
    }
    runWatching(rig, 24 * 3_600_000L, happened);
    Timeline.write("a-job-every-" + everyMinutes + "-min-x" + eventsPerRun, rig);
    return rig.posts().size();
  }

  /** Continues, and checks every minute that no event has been pending for more than 45 minutes. */
  private static void runWatching(LoopRig rig, long untilMillis, List<Long> happened) {
    while (rig.ticker.elapsedNanos() / 1_000_000 < untilMillis) {
      long now = rig.ticker.elapsedNanos() / 1_000_000;
      rig.runUntilMillis(Math.min(untilMillis, now + 60_000));
      long reported = rig.stats().reported();
      if (reported < happened.size()) {
        long oldest = happened.get((int) reported);
        long age = rig.ticker.elapsedNanos() / 1_000_000 - oldest;
        assertThat(age).as("age of the oldest pending event").isLessThanOrEqualTo(45 * 60_000L);
      }
    }
  }

  /** Asserts for every window: five at once and one for every four seconds, 1.1 s apart. */
  private static void assertWithinBudget(LoopRig rig) {
    List<SentPost> posts = rig.posts();
    for (int i = 0; i < posts.size(); i++) {
      for (int j = i + 1; j < posts.size(); j++) {
        long window = posts.get(j).nanos - posts.get(i).nanos;
        assertThat(j - i + 1L).isLessThanOrEqualTo(5 + window / 4_000_000_000L);
        assertThat(window).isGreaterThanOrEqualTo((j - i) * 1_100_000_000L);
      }
    }
  }

  private static Set<String> namedUntil(LoopRig rig, long second) {
    Set<String> names = new HashSet<>();
    for (SentPost post : rig.posts()) {
      if (post.millis() <= second * 1_000 && post.isDelivered()) {
        Matcher matcher = NAMED.matcher(post.text());
        while (matcher.find()) {
          names.add(matcher.group(1));
        }
      }
    }
    return names;
  }

  private static Set<String> blocksUntil(LoopRig rig, long second) {
    return rig.posts().stream()
        .filter(post -> post.millis() <= second * 1_000 && post.isDelivered())
        .filter(post -> post.text().contains("```"))
        .map(SentPost::threadKey)
        .collect(Collectors.toSet());
  }

  private static List<Long> seconds(LoopRig rig) {
    return rig.posts().stream().map(post -> post.millis() / 1_000).collect(Collectors.toList());
  }

  private static List<String> golden(String scenario) throws IOException {
    try (InputStream golden =
        IncidentScenariosTest.class.getResourceAsStream("/timelines/" + scenario + ".txt")) {
      return new String(golden.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toList());
    }
  }

  private static LoopRig rig(String start) {
    Settings settings =
        LoopRig.settings()
            .set(Setting.GROUP_BY, "fingerprint")
            .set(Setting.THREAD_BY, "fingerprint");
    return new LoopRig(settings, new LoopRig.Around().startingAt(start));
  }

  /** Returns an event of a separate problem, with its own stack. */
  private static FakeEvent problem(LoopRig rig, String name) {
    Exception thrown = new IllegalStateException("problem " + name);
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.Shop", "handle" + name, "Shop.java", 10),
          new StackTraceElement("com.acme.Main", "main", "Main.java", 5)
        });
    return FakeEvent.of(Severity.ERROR, () -> "problem " + name)
        .logger("com.acme.Shop")
        .thrown(thrown)
        .timeMillis(rig.clock.instant().toEpochMilli());
  }

  private static String name(int i) {
    return "" + (char) ('a' + i / 26 / 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i % 26);
  }
}
