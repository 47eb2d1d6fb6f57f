/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.benchmarks.startup.Child;
import io.github.chatappender.space.Arrival;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures how soon several services get their notices into one room: independent processes of both
 * hosts find new problems at the same moment and post them to a local Chat space with Google's
 * quota of one request per second.
 *
 * <p>Arguments: the number of rounds, then pairs of processes and problems, such as {@code 2x3}.
 */
public final class SharedRoom {

  private static final Duration START_UP = Duration.ofSeconds(4);
  private static final Duration START_UP_OF_ONE = Duration.ofMillis(800);

  /** The time from an event until its notice is due: the default of {@code firstWait}. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private final int processes;
  private final int problems;
  private final List<Double> firsts = new ArrayList<>();
  private final List<Double> lasts = new ArrayList<>();
  private long throttled;

  private SharedRoom(int processes, int problems) {
    this.processes = processes;
    this.problems = problems;
  }

  /** Measures everything and prints a table. */
  public static void main(String[] args) {
    int rounds = Integer.parseInt(args[0]);
    System.out.println(
        "| processes, new problems each | first notice, median s | p95 | last"
            + " notice, median s | p95 | 429 a round |\n|---|--:|--:|--:|--:|--:|");
    for (int i = 1; i < args.length; i++) {
      String[] numbers = args[i].split("x", -1);
      SharedRoom room = new SharedRoom(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      for (int round = 0; round < rounds; round++) {
        room.run();
      }
      System.out.println(room.row(rounds));
    }
  }

  private void run() {
    try (ChatSpace space = ChatSpace.builder().requestsPerSecond(1).burst(1).start()) {
      Instant start = Instant.now().plus(START_UP).plus(START_UP_OF_ONE.multipliedBy(processes));
      List<Child> children = new ArrayList<>();
      try {
        for (int i = 0; i < processes; i++) {
          children.add(start(i, space.webhookUrl(), start));
        }
        children.forEach(Child::lines);
      } finally {
        children.forEach(Child::close);
      }
      note(space, start.plus(FIRST_WAIT));
    }
  }

  private Child start(int number, String address, Instant start) {
    Subject subject = number % 2 == 0 ? Subject.LOGBACK_CHAT : Subject.LOG4J2_CHAT;
    List<String> options =
        List.of(
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dbenchmarks.application=" + name(number),
            "-D" + Scene.ADDRESS + "=" + address,
            "-D" + Scene.SERVICE + "=");
    return Child.start(
        SharedRoomRun.class, options, subject.name(), "" + problems, "" + start.toEpochMilli());
  }

  private void note(ChatSpace space, Instant due) {
    for (int i = 0; i < processes; i++) {
      List<Double> taken = new ArrayList<>();
      for (ChatMessage message : space.messages()) {
        if (String.valueOf(message.threadKey()).startsWith("gca:" + name(i) + ":")) {
          taken.add(Duration.between(due, message.time()).toMillis() / 1e3);
        }
      }
      if (taken.size() != problems) {
        throw new IllegalStateException(name(i) + " has posted " + taken.size() + " messages");
      }
      firsts.add(taken.get(0));
      lasts.add(taken.get(problems - 1));
    }
    throttled += space.arrivals().stream().mapToInt(Arrival::status).filter(s -> s == 429).count();
  }

  private String row(int rounds) {
    return String.format(
        Locale.ROOT,
        "| %d, %d | %.1f | %.1f | %.1f | %.1f | %.1f |",
        processes,
        problems,
        percentile(firsts, 0.5),
        percentile(firsts, 0.95),
        percentile(lasts, 0.5),
        percentile(lasts, 0.95),
        (double) throttled / rounds);
  }

  private static double percentile(List<Double> seconds, double share) {
    Collections.sort(seconds);
    return seconds.get((int) Math.ceil(share * seconds.size()) - 1);
  }

  private static String name(int number) {
    return "service-" + (char) ('a' + number);
  }
}
