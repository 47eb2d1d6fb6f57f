/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.Loss;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossTextTest {

  @Test
  void nothingLostIsNoLine() {
    assertThat(LossText.line(Map.of())).isEmpty();
    assertThat(LossText.line(Map.of(DropReason.CLOSED, Loss.of(0, null)))).isEmpty();
  }

  @Test
  void oneEventIsToldInTheSingular() {
    assertThat(LossText.line(Map.of(DropReason.QUEUE_FULL, Loss.of(1, null))))
        .isEqualTo("⚠️ 1 event not shown: queue full");
  }

  @Test
  void oneReasonNeedsNoCountOfItsOwn() {
    assertThat(LossText.line(Map.of(DropReason.QUEUE_FULL, Loss.of(37, null), DropReason.CLOSED, Loss.of(0, null))))
        .isEqualTo("⚠️ 37 events not shown: queue full");
  }

  @Test
  void severalReasonsAreCountedEach() {
    Map<DropReason, Loss> losses = new EnumMap<>(DropReason.class);
    losses.put(DropReason.QUEUE_FULL, Loss.of(3, null));
    losses.put(DropReason.REJECTED, Loss.of(2, null));
    losses.put(DropReason.CLOSED, Loss.of(0, null));

    assertThat(LossText.line(losses))
        .isEqualTo("⚠️ 5 events not shown: queue full ×3, refused by the service ×2");
  }

  @Test
  void everyReasonHasWordsOfItsOwn() {
    assertThat(DropReason.values()).extracting(DropReason::words).doesNotHaveDuplicates();
  }
}
