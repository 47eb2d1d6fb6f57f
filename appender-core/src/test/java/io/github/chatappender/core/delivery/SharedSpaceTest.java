/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Simulates several processes, each with its own loop and budget, that find new problems at the
 * same moment and post them to one space. The space accepts one request per second; a refused
 * request takes no permit. Times count from the moment the notices are due.
 */
class SharedSpaceTest {

  private static final int SEEDS = 200;
  private static final long FIRST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double TOLERANCE = 20;

  @ParameterizedTest(name = "{0} processes with {1} new problems each")
  @CsvSource({
    "2, 3, 5.3, 7.7",
    "5, 2, 14, 15",
    "10, 1, 16, 16",
    "30, 1, 39, 39",
  })
  void processesThatFailTogether_postWithinSeconds(
      int processes, int problems, double first, double last) {
    List<Double> firsts = new ArrayList<>();
    List<Double> lasts = new ArrayList<>();

    for (int seed = 0; seed < SEEDS; seed++) {
      new Room(processes, problems, seed).run(firsts, lasts);
    }

    assertThat(p95(firsts))
        .as("p95 of the first notice, seconds")
        .isCloseTo(first, withinPercentage(TOLERANCE));
    assertThat(p95(lasts))
        .as("p95 of the last notice, seconds")
        .isCloseTo(last, withinPercentage(TOLERANCE));
  }

  private static double p95(List<Double> seconds) {
    Collections.sort(seconds);
    return seconds.get((int) Math.ceil(0.95 * seconds.size()) - 1);
  }

  /** The processes of one space. */
  private static final class Room {

    private static final Reply REFUSED =
        Reply.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded").after(Duration.ofMillis(20));
    private static final Reply TAKEN = Reply.ok().after(Duration.ofMillis(20));
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ManualTicker ticker = new ManualTicker();
    private final List<LoopRig> processes = new ArrayList<>();
    private final int problems;
    private long freeAt;

    Room(int count, int problems, int seed) {
      this.problems = problems;
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < count; i++) {
        LoopRig.Around around = LoopRig.Around.inAnotherProcess(ticker).random(random::nextDouble);
        LoopRig process = new LoopRig(grouped(), around);
        process.transport.thenAlways(body -> answer());
        for (int problem = 0; problem < problems; problem++) {
          process.append("com.acme.L" + problem, "new problem");
        }
        processes.add(process);
      }
    }

    private Reply answer() {
      long now = ticker.elapsedNanos();
      if (now < freeAt) {
        return REFUSED;
      }
      freeAt = now + SECOND;
      return TAKEN;
    }

    /**
     * Runs until everything is posted, and records when each process's first and last notices were
     * accepted.
     */
    void run(List<Double> firsts, List<Double> lasts) {
      long[] wakeAt = new long[processes.size()];
      int unfinished = processes.size();
      while (unfinished > 0) {
        int next = 0;
        for (int i = 1; i < wakeAt.length; i++) {
          next = wakeAt[i] < wakeAt[next] ? i : next;
        }
        ticker.advance(wakeAt[next] - ticker.elapsedNanos());
        LoopRig process = processes.get(next);
        long sleep = Math.min(process.settle(), process.transport.nanosUntilAnswer());
        wakeAt[next] = ticker.elapsedNanos() + sleep;
        if (process.stats().messages() == problems) {
          unfinished--;
          wakeAt[next] = Long.MAX_VALUE;
          List<Double> taken = seconds(process);
          firsts.add(taken.get(0));
          lasts.add(taken.get(problems - 1));
        }
      }
    }

    private static List<Double> seconds(LoopRig process) {
      List<Double> taken = new ArrayList<>();
      for (SentPost post : process.posts()) {
        if (post.isDelivered()) {
          taken.add((double) (post.nanos - FIRST_WAIT_NANOS) / SECOND);
        }
      }
      return taken;
    }
  }
}
