/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FooterTest {

  @Test
  void withoutLosses_thereIsNoLine() {
    assertThat(line(Map.of(), null)).isEmpty();
    assertThat(line(Map.of(DropReason.CLOSED, 0L), null)).isEmpty();
  }

  @Test
  void oneEvent_isSingular() {
    assertThat(line(Map.of(DropReason.QUEUE_FULL, 1L), null))
        .isEqualTo("⚠️ 1 event not shown: queue full");
  }

  @Test
  void singleReason_hasNoSeparateCount() {
    assertThat(line(Map.of(DropReason.QUEUE_FULL, 37L, DropReason.CLOSED, 0L), null))
        .isEqualTo("⚠️ 37 events not shown: queue full");
  }

  @Test
  void severalReasons_areCountedSeparately() {
    Map<DropReason, Long> losses = new EnumMap<>(DropReason.class);
    losses.put(DropReason.QUEUE_FULL, 3L);
    losses.put(DropReason.REJECTED, 2L);
    losses.put(DropReason.CLOSED, 0L);

    assertThat(line(losses, null))
        .isEqualTo("⚠️ 5 events not shown: queue full ×3, refused by the service ×2");
  }

  @Test
  void busiestLogger_isNamedIfKnown() {
    Map<DropReason, Long> losses = Map.of(DropReason.QUEUE_FULL, 37L);

    assertThat(line(losses, "com.acme.shop.OrderService"))
        .isEqualTo("⚠️ 37 events not shown: queue full, mostly from `c.a.shop.OrderService`");
    assertThat(footer(losses, "a.`\n<users/all>").lossesAlone("shop"))
        .isEqualTo(
            "⚠️ shop — 37 events not shown: queue full, mostly from `a.\u02CB <\u200Busers/all>`");
    assertThat(line(Map.of(), "a.B")).isEmpty();
  }

  @Test
  void everyReason_hasItsOwnWords() {
    assertThat(DropReason.values()).extracting(DropReason::words).doesNotHaveDuplicates();
  }

  private static String line(Map<DropReason, Long> losses, @Nullable String busiestLogger) {
    return footer(losses, busiestLogger).losses();
  }

  private static Footer footer(Map<DropReason, Long> losses, @Nullable String busiestLogger) {
    return new Footer(losses, busiestLogger, List.of());
  }
}
