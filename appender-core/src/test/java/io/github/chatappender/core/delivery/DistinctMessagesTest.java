/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.testing.ShownNotice;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests that the tables stay within their limits, other events share an incident, and every event
 * is reported.
 */
@Tag("slow")
class DistinctMessagesTest {

  private static final int INCIDENTS = 1_000;
  private static final int STATEMENTS = 4_096;
  private static final Pattern WORD = Pattern.compile("no ([a-z]{4}) found");

  @Test
  void oneLogger_fillsAQuarterOfTheTableAndMergesTheRest() {
    Flood flood = flood("distinct-messages-of-one-logger", i -> "com.acme.Noisy");

    assertThat(flood.mostIncidents()).isEqualTo(INCIDENTS / 4 + 1);
    assertThat(named(flood.rig)).containsAll(words(INCIDENTS / 4));
    assertThat(toldAs(flood.rig, Fingerprint.other("com.acme.Noisy")))
        .isEqualTo(Flood.EVENTS - INCIDENTS / 4);
  }

  @Test
  void manyLoggers_fillTheTableAndMergeTheRest() {
    Flood flood = flood("distinct-messages-of-many-loggers", i -> "com.acme.Noisy" + i % 2_000);

    assertThat(flood.mostIncidents()).isEqualTo(INCIDENTS);
    assertThat(named(flood.rig)).containsAll(words(INCIDENTS - 1));
    assertThat(toldAs(flood.rig, Fingerprint.other("")))
        .isBetween(Flood.EVENTS - 2L * INCIDENTS, Flood.EVENTS - (long) INCIDENTS);
  }

  private static Flood flood(String scenario, IntFunction<String> logger) {
    Flood flood = new Flood(logger, "");
    flood.runUntil(Flood.EVENTS);
    flood.rig.run(Duration.ofHours(2));

    Timeline.write(scenario, flood.rig);
    assertThat(flood.mostStatements()).isBetween(STATEMENTS * 3 / 4, STATEMENTS);
    flood.rig.assertAccounts(Flood.EVENTS, 0);
    return flood;
  }

  /** Returns the words in the messages. */
  private static Set<String> named(LoopRig rig) {
    Set<String> words = new HashSet<>();
    for (SentPost post : rig.posts()) {
      Matcher matcher = WORD.matcher(post.text());
      while (matcher.find()) {
        words.add(matcher.group(1));
      }
    }
    return words;
  }

  private static List<String> words(int count) {
    return IntStream.range(0, count).mapToObj(Flood::word).collect(Collectors.toList());
  }

  /** Returns how many events of a problem were reported. */
  private static long toldAs(LoopRig rig, Fingerprint fingerprint) {
    String listed = "`" + fingerprint.hex.substring(0, 8) + "`";
    long told = 0;
    for (SentPost post : rig.posts()) {
      boolean itsThread = post.threadKey().contains(fingerprint.hex);
      for (ShownNotice news : ShownNotice.in(post.text())) {
        told += itsThread || news.line.endsWith(listed) ? news.count : 0;
      }
    }
    return told;
  }
}
