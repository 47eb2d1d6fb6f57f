/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventSpansTest {

  /** Ticks may be negative and may overflow. */
  private static final long START = Long.MAX_VALUE - 7;

  private final EventSpans spans = new EventSpans(START);

  @Test
  void firstMinute_hasSpansOfFiveSeconds() {
    add(3, 0);
    add(1, 4);
    add(2, 5);
    add(7, 59);

    assertThat(until(60 - 1)).containsExactly(4L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 7L);
  }

  @Test
  void fullSpans_areMergedInPairs() {
    for (int second = 0; second < 60; second += 5) {
      add(1, second);
    }

    add(5, 60);

    assertThat(until(69)).containsExactly(2L, 2L, 2L, 2L, 2L, 2L, 5L);
  }

  @Test
  void longPeriod_keepsTheLastTwelveOfTheLongestSpans() {
    for (int span = 0; span < 30; span++) {
      add(span, span * 320 + 10);
    }

    assertThat(until(30 * 320 - 1))
        .isEqualTo(LongStream.rangeClosed(18, 29).boxed().collect(Collectors.toList()));
  }

  @Test
  void days_areReachedAtOnce() {
    add(4, 0);
    add(1, 30 * 86_400);

    List<Long> shown = until(30 * 86_400 + 319);

    assertThat(shown).hasSizeLessThanOrEqualTo(12);
    assertThat(shown.stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
  }

  @Test
  void begunSpan_isShownOnlyIfItHasMoreThanTheOneBefore() {
    add(10, 1);
    add(2, 5);

    assertThat(until(7)).containsExactly(10L);
    assertThat(until(8)).containsExactly(10L, 2L);
    add(9, 6);
    assertThat(until(6)).containsExactly(10L, 11L);
  }

  @Test
  void reading_changesNothing() {
    add(3, 0);

    assertThat(until(3_600)).hasSizeGreaterThan(5);
    assertThat(until(4)).containsExactly(3L);
  }

  @Test
  void eventBeforeTheOldestSpan_countsForIt() {
    add(2, -10);

    assertThat(until(4)).containsExactly(2L);
  }

  private void add(long events, long second) {
    spans.add(events, START + TimeUnit.SECONDS.toNanos(second));
  }

  private List<Long> until(long second) {
    return spans.until(START + TimeUnit.SECONDS.toNanos(second));
  }
}
