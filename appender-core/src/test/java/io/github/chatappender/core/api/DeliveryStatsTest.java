/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryStatsTest {

  private static final Instant SUCCESS = Instant.parse("2026-07-15T12:03:07Z");
  private static final Instant FAILURE = Instant.parse("2026-07-15T12:03:08Z");

  @Test
  void acceptedEqualsReportedPlusDroppedPlusPending() {
    DeliveryStats stats = stats(100, 60, Map.of(DropReason.QUEUE_FULL, 7L, DropReason.CLOSED, 3L));

    assertThat(stats.accepted()).isEqualTo(100);
    assertThat(stats.reported()).isEqualTo(60);
    assertThat(stats.droppedTotal()).isEqualTo(10);
    assertThat(stats.pending()).isEqualTo(30);
  }

  @Test
  void everyDropReason_hasACount() {
    DeliveryStats stats = stats(9, 0, Map.of(DropReason.REJECTED, 9L));

    assertThat(stats.dropped()).containsOnlyKeys(DropReason.values());
    assertThat(stats.dropped(DropReason.REJECTED)).isEqualTo(9);
    assertThat(stats.dropped(DropReason.CLOSED)).isZero();
  }

  @Test
  void snapshot_doesNotChangeWithItsSource() {
    Map<DropReason, Long> source = new EnumMap<>(Map.of(DropReason.REJECTED, 1L));
    DeliveryStats stats = stats(10, 0, source);

    source.put(DropReason.REJECTED, 5L);

    assertThat(stats.dropped(DropReason.REJECTED)).isEqualTo(1);
    assertThatThrownBy(() -> stats.dropped().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void attemptsAndInstants_areCopied() {
    DeliveryStats stats = stats(1, 1, Map.of());

    assertThat(stats.state()).isEqualTo(DeliveryStats.State.OK);
    assertThat(stats.attempts()).isEqualTo(12);
    assertThat(stats.retries()).isEqualTo(4);
    assertThat(stats.messages()).isEqualTo(8);
    assertThat(stats.lastSuccess()).isEqualTo(SUCCESS);
    assertThat(stats.lastFailure()).isEqualTo(FAILURE);
  }

  @Test
  void appenderThatNeverRan_isIdleAndEmpty() {
    DeliveryStats none = DeliveryStats.NONE;

    assertThat(none.state()).isEqualTo(DeliveryStats.State.IDLE);
    assertThat(none.accepted()).isZero();
    assertThat(none.pending()).isZero();
    assertThat(none.lastSuccess()).isNull();
    assertThat(none.lastFailure()).isNull();
  }

  @Test
  void toString_containsEveryAccount() {
    DeliveryStats stats = stats(100, 60, Map.of(DropReason.QUEUE_FULL, 10L));

    assertThat(stats.toString())
        .startsWith("OK: accepted 100, reported 60, dropped {QUEUE_FULL=10, CAPTURE_FAILED=0,")
        .endsWith("pending 30, attempts 12, retries 4, messages 8, open problems 0");
  }

  private static DeliveryStats stats(long accepted, long reported, Map<DropReason, Long> dropped) {
    return DeliveryStats.builder(DeliveryStats.State.OK)
        .events(accepted, reported)
        .dropped(dropped)
        .posts(12, 4, 8)
        .threadFailures(3)
        .lastPosts(SUCCESS, FAILURE)
        .build();
  }
}
