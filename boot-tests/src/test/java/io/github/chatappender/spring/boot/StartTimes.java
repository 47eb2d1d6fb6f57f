/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Measures how long a stock web application takes to start, with the starter and without, by turns.
 * Prints the medians; fails only if an application does not start.
 */
class StartTimes {

  /** Spring Boot's own line; up to 2.7 it says JVM. */
  private static final String STARTED =
      "Started OrdersApplication in ([0-9.]+) seconds \\((?:JVM|process) running for ([0-9.]+)\\)";

  private static final int ROUNDS = Integer.getInteger("boot.rounds", 5);

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void start_withTheStarterAndWithout(Line line) throws Exception {
    List<double[]> without = new ArrayList<>();
    List<double[]> with = new ArrayList<>();
    for (int round = -1; round < ROUNDS; round++) {
      double[] first = millis(line.withoutStarter());
      double[] second = millis(line);
      if (round >= 0) { // skips the first round, whose files may not be in memory
        without.add(first);
        with.add(second);
      }
    }

    StringBuilder text = new StringBuilder(line.toString());
    text.append("\n| | without, ms | with, ms | added | runs without | runs with |");
    text.append("\n|---|--:|--:|--:|---|---|");
    List<String> titles = List.of("context", "process", "CPU");
    for (int i = 0; i < titles.size(); i++) {
      text.append("\n| ").append(titles.get(i)).append(row(i, without, with));
    }
    System.out.println(text);
    assertThat(with).hasSameSizeAs(without).hasSize(ROUNDS);
  }

  /** Returns the time of the context, of the process until then, and its CPU time. */
  private static double[] millis(Line line) throws Exception {
    try (App app =
        new App.Start(line)
            .asUsersDo()
            .argument("--server.port=0")
            .webhook("http://127.0.0.1:9/v1/spaces/AAA/messages?key=k&token=t")
            .start()) {
      Matcher started = app.await(STARTED);
      Duration cpu = app.cpu();
      return new double[] {
        1_000 * Double.parseDouble(started.group(1)),
        1_000 * Double.parseDouble(started.group(2)),
        cpu.toMillis()
      };
    }
  }

  private static String row(int index, List<double[]> without, List<double[]> with) {
    double before = median(index, without);
    double after = median(index, with);
    return String.format(
        Locale.ROOT,
        " | %.0f | %.0f | %+.1f %% | %s | %s |",
        before,
        after,
        100 * (after - before) / before,
        all(index, without),
        all(index, with));
  }

  private static double median(int index, List<double[]> runs) {
    double[] values = runs.stream().mapToDouble(run -> run[index]).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static String all(int index, List<double[]> runs) {
    return Arrays.stream(runs.stream().mapToLong(run -> Math.round(run[index])).toArray())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }
}
