/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.ShownNotice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs problems with one-letter names, of three kinds: with a stack, with arguments, with unique
 * texts. Records when each event happened, and finds from the messages whether one had to wait too
 * long. For one thread.
 */
final class ProblemLoad implements LoadCourse.Load {

  /** The longest interval between updates, plus the delay by a busy quota. */
  static final Duration PATIENCE = Duration.ofMinutes(35);

  private static final int PROBLEMS = 26;
  private static final int FEW = 10;
  private static final int NUMBERS = 20;
  private static final int ROOM_FOR_ALL = 100;
  private static final Pattern NAME = Pattern.compile("problem ([a-z]) |`P([a-z])\\.run`");

  /** Whether ungrouped entries are tried for a while. */
  final boolean switches;

  private final int problems;
  private final boolean roomForAll;

  /** The times of all events, in order. */
  private final List<Long> events = new ArrayList<>();

  private final List<List<Long>> eventsOf = new ArrayList<>();
  private long healedAt = Long.MAX_VALUE;

  /** How many events are older than the patience. */
  private int old;

  ProblemLoad(Random random) {
    switches = random.nextInt(3) == 0;
    problems = random.nextBoolean() ? 1 + random.nextInt(FEW) : PROBLEMS;
    roomForAll = random.nextInt(3) > 0;
    for (int i = 0; i < PROBLEMS; i++) {
      eventsOf.add(new ArrayList<>());
    }
  }

  int events() {
    return events.size();
  }

  /** Records that the service heals; ungrouped entries are no longer tried. */
  void healed(LoopRig rig) {
    healedAt = rig.ticker.elapsedNanos();
    rig.afterEachStep(now -> assertNothingOldIsPending(rig, now));
  }

  @Override
  public Settings settings(Random random) {
    String[] threads = {
      "fingerprint", "fingerprint", "logger", "application", "none", "mdc:tenant"
    };
    String[] quiet = {"auto", "always", "never"};
    int updateSeconds = 1 + random.nextInt(120);
    int maxSeconds = Math.min(1_800, updateSeconds * (1 + random.nextInt(60)));
    Settings settings =
        LoopRig.grouped()
            .set(Setting.UPDATE_INTERVAL, updateSeconds + " s")
            .set(Setting.UPDATE_MAX, maxSeconds + " s")
            .set(Setting.QUIET_AFTER, 60 + random.nextInt(1_740) + " s")
            .set(Setting.QUIET_NOTICE, quiet[random.nextInt(quiet.length)])
            .set(Setting.DIGEST_AT, "" + (2 + random.nextInt(6)))
            .set(
                Setting.MAX_INCIDENTS,
                "" + (10 + random.nextInt(40) + (roomForAll ? ROOM_FOR_ALL : 0)))
            .set(Setting.THREAD_BY, threads[random.nextInt(threads.length)]);
    boolean ungrouped = switches && random.nextBoolean() && healedAt == Long.MAX_VALUE;
    return ungrouped ? settings.set(Setting.GROUP_BY, "none") : settings;
  }

  @Override
  public void log(LoopRig rig, Random random) {
    int chance = random.nextInt(50);
    int problem = random.nextInt(chance < 2 ? problems : Math.min(5, problems));
    int count = chance == 0 ? 1 + random.nextInt(200) : 1;
    for (int i = 0; i < count; i++) {
      append(problem, rig, random);
    }
    for (int i = 0; chance == 1 && i < 19; i++) {
      append(random.nextInt(problems), rig, random);
    }
  }

  @Override
  public Duration pause(Random random) {
    boolean silent = random.nextInt(80) == 0;
    double longest = silent ? 3_600_000 : 180_000;
    return Duration.ofMillis((long) (Math.pow(random.nextDouble(), 6) * longest));
  }

  @Override
  public Duration longestOutage() {
    return Duration.ofMinutes(35);
  }

  /**
   * Asserts for each problem, from the messages: at any time, no more events are reported from then
   * on than were young enough. Checks nothing if problems share an incident for lack of room,
   * because names are then missing; a list that ends in "N more" names only some of its problems.
   */
  void assertNoProblemHasWaitedTooLong(LoopRig rig) {
    if (!roomForAll) {
      return;
    }
    long[] toldSince = new long[PROBLEMS];
    for (int i = rig.posts().size() - 1; i >= 0 && isPatienceOver(rig.post(i).nanos); i--) {
      SentPost post = rig.post(i);
      for (ShownNotice news : ShownNotice.in(post.text())) {
        Matcher name = NAME.matcher(news.text);
        if (name.find()) {
          int problem = (name.group(1) == null ? name.group(2) : name.group(1)).charAt(0) - 'a';
          toldSince[problem] += news.count;
          assertThat(toldSince[problem])
              .as("told since %s: %s", rig.clock.at(post.nanos), news.line)
              .isLessThanOrEqualTo(
                  youngerThan(post.nanos - PATIENCE.toNanos(), eventsOf.get(problem)));
        }
      }
    }
  }

  private void assertNothingOldIsPending(LoopRig rig, DeliveryStats now) {
    long tick = rig.ticker.elapsedNanos();
    if (isPatienceOver(tick)) {
      while (old < events.size() && events.get(old) < tick - PATIENCE.toNanos()) {
        old++;
      }
      assertThat(now.pending())
          .as("pending at %s", rig.clock.instant())
          .isLessThanOrEqualTo(events.size() - old);
    }
  }

  private boolean isPatienceOver(long tick) {
    return tick - healedAt > PATIENCE.toNanos();
  }

  private static int youngerThan(long tick, List<Long> ticks) {
    int younger = 0;
    while (younger < ticks.size() && ticks.get(ticks.size() - 1 - younger) >= tick) {
      younger++;
    }
    return younger;
  }

  private void append(int problem, LoopRig rig, Random random) {
    char name = (char) ('a' + problem);
    int number = random.nextInt(NUMBERS);
    Severity severity = random.nextInt(100) == 0 ? Severity.FATAL : Severity.ERROR;
    FakeEvent event =
        FakeEvent.of(severity, "problem " + name + " of " + number)
            .logger("com.acme.L" + problem % 4)
            .timeMillis(rig.clock.millis())
            .mdc("tenant", "t" + random.nextInt(3));
    if (problem % 3 != 2) {
      event.template("problem " + name + " of {}", true);
    }
    if (problem % 3 == 0) {
      Exception failure = new IllegalStateException("of " + number);
      failure.setStackTrace(
          new StackTraceElement[] {new StackTraceElement("com.acme.P" + name, "run", "P.java", 1)});
      event.thrown(failure);
    }
    rig.append(event);
    long tick = rig.ticker.elapsedNanos();
    events.add(tick);
    eventsOf.get(problem).add(tick);
  }
}
